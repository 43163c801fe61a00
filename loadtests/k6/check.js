// Checks of seeded subjects at a fixed arrival rate, for people who use k6 (https://k6.io).
//   dotnet run --project loadtests -c Release -- seed http://127.0.0.1:5000 data/operator.key 20000 codes.txt
//   k6 run -e URL=http://127.0.0.1:5000 -e KEY_FILE=$PWD/data/operator.key -e CODES=$PWD/codes.txt -e RATE=1500 -e DURATION=30s loadtests/k6/check.js
// Unlike loadtests' own run it does not know what the answers must be, and it takes several times the processor time a request.
import http from 'k6/http';
import { check } from 'k6';
import { SharedArray } from 'k6/data';

const url = __ENV.URL || 'http://127.0.0.1:5000';
const key = open(__ENV.KEY_FILE).trim();
const codes = new SharedArray('codes', () => open(__ENV.CODES).split('\n').filter((line) => line));
const matters = ['MT-A01', 'MT-A03', 'MT-C01', 'MT-C02', 'MT-D01', 'MT-E01', 'MT-G01', 'MT-H01'];
const outcomes = ['refuse', 'restrict', 'review', 'proceed', 'prefer'];

export const options = {
  discardResponseBodies: false,
  scenarios: {
    checks: {
      executor: 'constant-arrival-rate',
      rate: Number(__ENV.RATE || 500),
      timeUnit: '1s',
      duration: __ENV.DURATION || '30s',
      preAllocatedVUs: 64,
      maxVUs: 512,
    },
  },
  // dropped_iterations are requests that were due and never sent: a run that has any hides latency.
  thresholds: { http_req_failed: ['rate==0'], checks: ['rate==1'], dropped_iterations: ['count==0'] },
  summaryTrendStats: ['med', 'p(90)', 'p(99)', 'p(99.9)', 'max'],
};

const any = (list) => list[Math.floor(Math.random() * list.length)];

export default function () {
  const body = JSON.stringify({ subject: { uscc: any(codes) }, matter: any(matters), businessNumber: `示例${__ITER}` });
  const answer = http.post(`${url}/v1/checks`, body, { headers: { 'Content-Type': 'application/json', 'X-Api-Key': key } });
  check(answer, { 'is answered with an outcome': (it) => it.status === 200 && outcomes.includes(it.json('outcome')) });
}

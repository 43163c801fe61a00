using CreditGate.Push.Jobs;

namespace CreditGate.Push;

/// <summary>What a run says, in one language.</summary>
internal sealed class Words(Language language)
{
    public Language Language => language;

    public string HowToSeeHelp => In("用法见 --help。", "See --help.");

    public string NotOneDeed => In("须且只须给出一项：文件、--follow 或 --cancel。", "Give exactly one of: a file, --follow, --cancel.");

    public string NoKey => In("缺少密钥：用 --key-file 指定文件，或设置环境变量 CREDITGATE_KEY。", "No key: name a file with --key-file, or set CREDITGATE_KEY in the environment.");

    public string NotALanguage => In("--lang 只能是 zh 或 en。", "--lang is zh or en.");

    public string NotAnInstant => In("--as-of 须为带时区的时刻，如 2026-05-01T08:00:00+08:00。", "--as-of is an instant with its offset, such as 2026-05-01T08:00:00+08:00.");

    public string NotAPercentage => In("--most-withdrawn 须在 0 至 100 之间。", "--most-withdrawn lies between 0 and 100.");

    public string OnlyWithSnapshot => In("--most-withdrawn 只能与 --snapshot 一起使用。", "--most-withdrawn belongs to --snapshot.");

    public string NotAnIdempotencyKey => In("--idempotency-key 须为 1 至 200 个可见 ASCII 字符。", "--idempotency-key has 1 to 200 visible ASCII characters.");

    public string KeyTravelsInClear => In(
        "注意：地址不是 https，密钥和文件将以明文传输。", "Note: the address is not https, so the key and the file travel in clear.");

    public string IsASpreadsheet => In(
        "这是电子表格（xlsx）或 zip 文件：请另存为 CSV（UTF-8）后再报送。", "This is a spreadsheet (xlsx) or a zip file: save it as CSV (UTF-8) and push that.");

    public string UploadInterrupted => In(
        "上传已中断。已收到的部分保留在服务端，再次运行同一命令即从中断处继续。", "The upload was interrupted. What arrived is kept: run the same command again to go on from there.");

    public string EventsStayAway => In("收不到进度推送，改为定时查询。", "Progress events do not come through: asking from time to time instead.");

    public string NoSuchOption(string option) => In($"没有这个选项：{option}", $"There is no such option: {option}");

    public string NoSuchFile(string file) => In($"没有这个文件：{file}", $"There is no such file: {file}");

    public string FileUnreadable(string file, string why) => In($"无法读取文件 {file}：{why}", $"The file {file} cannot be read: {why}");

    public string RejectsUnwritable(string file, string why) => In($"无法写入 {file}：{why}", $"{file} cannot be written: {why}");

    public string KeyUnreadable(string file, string why) => In($"无法读取密钥文件 {file}：{why}", $"The key file {file} cannot be read: {why}");

    public string NotAKey(string file) => In($"密钥文件 {file} 中没有密钥。", $"The key file {file} holds no key.");

    public string NotAUrl(string text) => In($"不是 http(s) 地址：{text}", $"Not an http(s) address: {text}");

    public string NotAJob(string text) => In($"不是任务号：{text}", $"Not the id of a job: {text}");

    public string NotPositive(string option) => In($"{option} 须大于零。", $"{option} must be greater than zero.");

    public string Sending(string name, long bytes, bool gzip) => In(
        $"发送 {name}：{Bytes(bytes)}{(gzip ? "（gzip）" : "")}", $"Sending {name}: {Bytes(bytes)}{(gzip ? " (gzip)" : "")}");

    public string Resuming(long offset) => In($"服务端已收到 {Bytes(offset)}，从该处续传。", $"The service has {Bytes(offset)} already: resuming there.");

    public string OffsetMoved(long received) => In($"服务端已收到 {Bytes(received)}", $"the service has {Bytes(received)}");

    public string Retrying(string why, TimeSpan wait) => In($"{why}；{Seconds(wait)} 秒后重试。", $"{why}; trying again in {Seconds(wait)} s.");

    public string GaveUp(TimeSpan after, string why) => In($"{Seconds(after)} 秒内没有进展，放弃：{why}", $"Nothing got on for {Seconds(after)} s, giving up: {why}");

    public string Accepted(string id, int rows) => In($"已受理，任务 {id}，{rows:N0} 行。", $"Accepted as job {id}, {rows:N0} rows.");

    public string KnownAlready(string id) => In(
        $"服务端已有此文件，即任务 {id}；内容与选项相同即为同一任务。确需作为新任务再报一次，请用 --idempotency-key 另给一个键。",
        $"The service has this file already, as job {id}: same content and options, same job. To push it as a new job, give another --idempotency-key.");

    public string GoesOn(string id, string url) => In(
        $"任务仍在服务端继续。查看：push --follow {id} --url {url}　取消：push --cancel {id} --url {url}",
        $"The job goes on in the service. To watch it: push --follow {id} --url {url}   to cancel it: push --cancel {id} --url {url}");

    public string CancelAsked(string id) => In($"已请求取消任务 {id}；已写入的行保留。", $"Job {id} is being cancelled; rows that are in stay in.");

    public string RejectsWritten(string file) => In($"被拒绝的行及原因已写入 {file}，改正后可直接再次报送。", $"The rejected rows and why are in {file}: correct them and push that file.");

    public string Uploading(long sent, long total) => In($"已发送 {Bytes(sent)} / {Bytes(total)}", $"sent {Bytes(sent)} of {Bytes(total)}");

    public string State(string state) => state switch
    {
        "queued" => In("等待处理", "queued"),
        "running" => In("处理中", "running"),
        "withdrawing" => In("撤回中", "withdrawing"),
        "completed" => In("已完成", "completed"),
        "failed" => In("失败", "failed"),
        "cancelled" => In("已取消", "cancelled"),
        _ => state,
    };

    public string Upload => In("上传", "upload");

    public string Rows(int settled, int rows) => In($"{settled:N0} / {rows:N0} 行", $"{settled:N0} of {rows:N0} rows");

    public string Rate(double rate) => In($"{rate:N0} 行/秒", $"{rate:N0} rows/s");

    public string Left(TimeSpan left) => In($"约剩 {Clock(left)}", $"about {Clock(left)} left");

    public string Rejected(int rows) => In($"拒绝 {rows:N0}", $"{rows:N0} rejected");

    public string Summary(PushJobView job) => In(
        $"任务 {job.Id} {State(job.State)}：共 {job.File.Rows:N0} 行，新增 {job.Created:N0}，更新 {job.Revised:N0}，未变 {job.Unchanged:N0}（其中晚到 {job.Superseded:N0}），撤销 {job.Withdrawn:N0}，拒绝 {job.Rejected:N0}。",
        $"Job {job.Id} {State(job.State)}: {job.File.Rows:N0} rows, {job.Created:N0} created, {job.Revised:N0} revised, {job.Unchanged:N0} unchanged ({job.Superseded:N0} of them came late), {job.Withdrawn:N0} withdrawn, {job.Rejected:N0} rejected.");

    public string Missing(int records) => In($"全量数据中没有的 {records:N0} 条记录已撤回。", $"{records:N0} records missing from the snapshot were withdrawn.");

    public string DoublePublicity(int onTime, int late) => In(
        $"双公示：七个工作日内 {onTime:N0} 条，超期 {late:N0} 条。", $"Double publicity: {onTime:N0} within seven working days, {late:N0} late.");

    public static string Bytes(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => $"{bytes / 1024.0:N1} KB",
        < 1024L * 1024 * 1024 => $"{bytes / (1024.0 * 1024):N1} MB",
        _ => $"{bytes / (1024.0 * 1024 * 1024):N2} GB",
    };

    private static string Seconds(TimeSpan wait) => wait.TotalSeconds.ToString(wait < TimeSpan.FromSeconds(1) ? "0.##" : "0", System.Globalization.CultureInfo.InvariantCulture);

    private static string Clock(TimeSpan left) => left >= TimeSpan.FromHours(1) ? $"{(int)left.TotalHours}:{left:mm\\:ss}" : $"{left:m\\:ss}";

    private string In(string zh, string en) => language == Language.En ? en : zh;
}

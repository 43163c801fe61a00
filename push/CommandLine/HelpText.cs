namespace CreditGate.Push.CommandLine;

internal static class HelpText
{
    public static string In(Language language) => language == Language.En ? En : Zh;

    private const string Zh = """
        报送文件：把一个 NDJSON 或 CSV（双公示 XK_/CF_ 字段、名单）文件送到 CreditGate，显示进度，取回被拒绝的行。

        用法：
          push 文件 --url http://localhost:5000 --key-file 密钥文件 [选项]
          push --follow 任务号 …         继续查看一个任务
          push --cancel 任务号 …         取消一个任务（已写入的行保留）

        连接：
          --url 地址                    服务地址，默认 http://localhost:5000
          --key-file 文件               从文件读取密钥；不写则读环境变量 CREDITGATE_KEY。密钥不能写在命令行上。
          --give-up-after 秒            多长时间毫无进展才放弃，默认 600
          --lang zh|en                  语言，默认 zh

        报送内容：
          --as-of 时刻                  数据所反映的时刻，带时区，如 2026-05-01T08:00:00+08:00
          --list 代码                   名单文件的名单代码，如 L04（行内写明的优先）
          --snapshot 种类               本文件是本单位该种类（如 listEntry）的全量数据，文件中没有的将被撤回
          --most-withdrawn 百分比       全量数据最多允许撤回的比例，0 至 100，默认 10；超过则一行也不撤回
          --atomic                      全部写入或全部不写（最多 10,000 行）
          --idempotency-key 键          自定幂等键，1 至 200 个可见 ASCII 字符

        输出：
          --rejects 文件                被拒绝的行写到哪里，默认在原文件旁：原名.rejects.csv 或 .ndjson
          --gzip / --no-gzip            压缩后发送；默认大于 1 MB 的未压缩文件压缩
          --no-progress                 不显示进度
          --help                        本说明

        同一文件、同样的选项即同一任务：默认的幂等键是所发送内容和选项的 SHA-256，重复运行只会继续或查看原任务。
        连接中断后自动从服务端已收到的位置续传；按 Ctrl+C 后任务仍在服务端继续，再次运行同一命令即可续传或查看。
        自定幂等键的上传不跨次续传，因为无法确认此前收到的是同一文件的内容。

        退出码：
          0    全部写入（或已按要求取消）
          1    已完成，有被拒绝的行
          2    命令、文件或密钥文件不可用，什么也没有发送
          3    服务拒绝了文件或请求
          4    任务失败或被取消
          5    连不上服务，或在等待时限内没有进展
          6    密钥无效或无权限
          130  被中断
        """;

    private const string En = """
        Sends a file of records (NDJSON, or CSV with the double-publicity XK_/CF_ columns or of a list) to CreditGate,
        shows its progress and fetches the rejected rows.

        Usage:
          push FILE --url http://localhost:5000 --key-file KEYFILE [options]
          push --follow ID ...           watch a job again
          push --cancel ID ...           cancel a job (rows that are in stay in)

        Connection:
          --url URL                     the service, http://localhost:5000 by default
          --key-file FILE               reads the key from a file; without it from the environment, CREDITGATE_KEY.
                                        A key cannot be given on the command line.
          --give-up-after SECONDS       how long nothing may get on before it gives up, 600 by default
          --lang zh|en                  language, zh by default

        What is sent:
          --as-of INSTANT               the instant the data is true for, with offset, such as 2026-05-01T08:00:00+08:00
          --list CODE                   list of a list file, such as L04 (what a row names goes first)
          --snapshot KIND               the file is all that your organisation has of a kind (such as listEntry):
                                        what is missing from it is withdrawn
          --most-withdrawn PERCENT      how much a snapshot may withdraw, 0 to 100, 10 by default; more, and nothing is withdrawn
          --atomic                      all rows or none (up to 10,000 rows)
          --idempotency-key KEY         a key of your own, 1 to 200 visible ASCII characters

        Output:
          --rejects FILE                where rejected rows go; by default beside the file: NAME.rejects.csv or .ndjson
          --gzip / --no-gzip            compress while sending; by default plain files over 1 MB are compressed
          --no-progress                 show no progress
          --help                        this text

        The same file with the same options is the same job: its key is by default the SHA-256 of what is sent and of the
        options, so that running it again resumes or shows the job of the first time. A broken connection is resumed where
        the service's durable bytes end. After Ctrl+C the job goes on in the service; run the same command again to resume
        or watch it. Uploads under a key of your own are not resumed by another run: nothing says that the bytes received
        before are of the same file.

        Exit codes:
          0    every row is in (or the job is cancelled, as asked)
          1    completed, and some rows were rejected
          2    the command, the file or the key file cannot be used; nothing was sent
          3    the service refused the file or the request
          4    the job failed or was cancelled
          5    the service was not reached, or nothing got on for too long
          6    the key is not valid or lacks the right
          130  interrupted
        """;
}

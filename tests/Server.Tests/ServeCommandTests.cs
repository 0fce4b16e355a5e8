namespace Atelier.Server.Tests;

public class ServeCommandTests
{
    [Fact]
    public async Task A_data_folder_takes_one_server_at_a_time_and_is_free_after_a_crash()
    {
        await using var first = await RunningServer.StartAsync();

        Assert.Contains(
            $"atelier: another server runs on {first.Data} already", await RefusalAsync(() => RunningServer.StartAsync(first.Data)));

        await first.KillAsync();
        await using var second = await RunningServer.StartAsync(first.Data);
        Assert.NotEqual(0, second.Url.Port);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_refused_in_one_line()
    {
        await using var server = await RunningServer.StartAsync();

        var refusal = await RefusalAsync(() => RunningServer.StartAsync(urls: server.Url.GetLeftPart(UriPartial.Authority)));

        Assert.Contains("address already in use; another program listens there", refusal);
        Assert.DoesNotContain("   at ", refusal);
    }

    [Theory]
    [InlineData("--server:keepAg=1d", "atelier: --server:keepAg: 'server.keepAg' is unknown (did you mean 'server.keepAge'?)")]
    [InlineData("--server:lease=15s", "atelier: server.heartbeat: 10s is too long; it must be at most half of server.lease, which is 15s")]
    [InlineData("--log-level=loud",
        "atelier: --log-level: server.logLevel: 'loud' is not possible; it must be trace, debug, information, warning, error or critical")]
    public async Task A_setting_that_does_not_fit_keeps_it_from_starting(string argument, string problem) =>
        Assert.Contains(problem, await RefusalAsync(() => RunningServer.StartAsync(arguments: [argument])));

    [Fact]
    public async Task A_log_in_JSON_is_an_object_a_line()
    {
        await using var server = await RunningServer.StartAsync(arguments: ["--log-format", "json"]);

        var lines = server.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.All(lines, line => System.Text.Json.JsonDocument.Parse(line).Dispose());
        Assert.Contains(lines, line => line.Contains("\"LogLevel\":\"Information\"") && line.Contains("listening on"));
    }

    private static async Task<string> RefusalAsync(Func<Task<RunningServer>> start) =>
        (await Assert.ThrowsAsync<InvalidOperationException>(async () => await (await start()).DisposeAsync())).Message;
}

using Atelier.Host.Scripting.Hosts;

namespace Atelier.Host.Tests.Scripting;

public sealed class HostReuseTests : IAsyncLifetime
{
    private readonly SomeScripts _scripts = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _scripts.DisposeAsync();

    [Fact]
    public async Task Hundreds_of_runs_of_twenty_scripts_leave_no_assembly_behind()
    {
        var after = new List<int>();
        for (var i = 0; i < 300; i++)
        {
            var run = await _scripts.RunAsync(
                $"record Thing(int Number); var text = System.Text.Json.JsonSerializer.Serialize(new Thing({i % 20})); return text;");
            Assert.Equal($$"""{"Number":{{i % 20}}}""", System.Text.Json.JsonSerializer.Deserialize<string>(run.End.Result!));
            after.Add(await WarmAsync(host => host.Assemblies));
        }

        // The compiler and the serializer load theirs once.
        Assert.Equal(after[100], after[^1]);
        Assert.Equal(300, await WarmAsync(host => host.Runs));
    }

    [Theory]
    [InlineData("new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1)) { IsBackground = true }.Start();")]
    [InlineData("AppDomain.CurrentDomain.ProcessExit += (_, _) => WriteLine(1);")]
    [InlineData("Process.Start(\"sleep\", \"1000\");")]
    public async Task A_process_in_which_something_is_left_runs_nothing_more(string text)
    {
        await _scripts.RunAsync("return 1;");
        var run = await _scripts.RunAsync(text);
        await _scripts.RunAsync("return 1;");

        Assert.Null(run.End.Error);
        Assert.Equal(1, await WarmAsync(host => host.Runs));
    }

    private async Task<int> WarmAsync(Func<ScriptHost, int> read)
    {
        var host = await _scripts.Hosts.TakeAsync(default);
        var value = read(host);
        await _scripts.Hosts.GiveBackAsync(host);
        return value;
    }
}

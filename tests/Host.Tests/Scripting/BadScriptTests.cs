using System.Diagnostics;
using System.Net.Sockets;
using Atelier.Host.Scripting;

namespace Atelier.Host.Tests.Scripting;

/// <summary>
/// Scripts that take what they can get. Each is ended at its limit, with all that it has started, and the one after it runs.
/// </summary>
public sealed class BadScriptTests(SomeScripts scripts) : IClassFixture<SomeScripts>, IAsyncLifetime
{
    private const string Secret = "ATELIER_TEST_SECRET";

    public Task InitializeAsync()
    {
        Environment.SetEnvironmentVariable(Secret, "hidden");
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => Assert.Equal("2", (await scripts.RunAsync("return 1 + 1;")).End.Result);

    [Fact]
    public async Task One_that_never_ends_is_ended_at_its_time()
    {
        var began = Stopwatch.GetTimestamp();
        var run = await scripts.RunAsync("while (true) { }", SomeScripts.Wide with { Time = TimeSpan.FromSeconds(1) });

        Assert.Equal(ScriptErrors.Timeout, run.End.Error!.Code);
        Assert.Equal("it took longer than 1s", run.End.Error.Message);
        Assert.InRange(Stopwatch.GetElapsedTime(began), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task One_that_holds_every_thread_of_the_pool_is_ended_at_its_time()
    {
        var run = await scripts.RunAsync(
            "for (var i = 0; i < 100; i++) Task.Run(() => { while (true) System.Threading.Thread.Sleep(1000); }); await Task.Delay(-1);",
            SomeScripts.Wide with { Time = TimeSpan.FromSeconds(1) });

        Assert.Equal(ScriptErrors.Timeout, run.End.Error!.Code);
    }

    [Fact]
    public async Task Ten_gigabytes_at_once_are_refused_with_the_line()
    {
        var run = await scripts.RunAsync("var all = new List<byte[]>();\nwhile (true) all.Add(new byte[1_000_000_000]);");

        Assert.Equal(ScriptErrors.Memory, run.End.Error!.Code);
        Assert.Equal("script.csx:2", run.End.Error.Field);
    }

    [Fact]
    public async Task Memory_past_what_dotnet_manages_is_counted_too()
    {
        var run = await scripts.RunAsync(
            "unsafe { while (true) new Span<byte>((void*)System.Runtime.InteropServices.Marshal.AllocHGlobal(10_000_000), 10_000_000).Fill(1); }",
            SomeScripts.Wide with { Memory = 600_000_000 });

        Assert.Equal(ScriptErrors.Memory, run.End.Error!.Code);
    }

    [Fact]
    public async Task Ten_thousand_threads_are_not_reached()
    {
        var run = await scripts.RunAsync(
            "for (var i = 0; i < 10_000; i++) new System.Threading.Thread(() => System.Threading.Thread.Sleep(-1), 64 * 1024).Start(); await Task.Delay(-1);",
            SomeScripts.Wide with { Threads = 200 });

        Assert.Equal(ScriptErrors.Threads, run.End.Error!.Code);
    }

    [Theory]
    [InlineData("while (true) Process.Start(\"sleep\", \"4242\");")]
    [InlineData("Process.Start(\"sh\", [\"-c\", \"b() { b & b & sleep 4242; }; b\"]); await Task.Delay(-1);")]
    [InlineData("Process.Start(\"sh\", [\"-c\", \"i=0; while true; do setsid sh -c 'sleep 4242 & exit' & done\"]); await Task.Delay(-1);")]
    public async Task Processes_without_end_are_ended_with_all_that_they_have_started(string text)
    {
        var run = await scripts.RunAsync(text, SomeScripts.Wide with { Processes = 20 });

        Assert.Equal(ScriptErrors.Processes, run.End.Error!.Code);
        Assert.Empty(Running("4242"));
    }

    [Fact]
    public async Task The_environment_holds_nothing_secret()
    {
        var run = await scripts.RunAsync("return Environment.GetEnvironmentVariables().Keys.Cast<string>().Order().ToArray();");
        var names = System.Text.Json.JsonSerializer.Deserialize<string[]>(run.End.Result!)!;

        Assert.Contains("PATH", names);
        Assert.DoesNotContain(Secret, names);
        Assert.All(names,
            name => Assert.True(
                name.StartsWith("DOTNET_", StringComparison.Ordinal)
                    || name is "PATH" or "HOME" or "LANG" or "USER" or "TMPDIR" or "TMP" or "TEMP" or "PWD" or "_" or "SHLVL", name));
    }

    [Fact]
    public async Task Files_and_sockets_of_the_server_are_not_inherited()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new System.Net.IPEndPoint(System.Net.IPAddress.Loopback, 0));
        socket.Listen();
        using var file = File.Open(scripts.Write("open.txt", "x"), FileMode.Open, FileAccess.ReadWrite);
        var own = Targets("/proc/self/fd").Where(target => target.StartsWith("socket:", StringComparison.Ordinal)).ToHashSet();
        var run = await scripts.RunAsync(
            "return Directory.GetFiles(\"/proc/self/fd\").Select(path => new FileInfo(path).LinkTarget).ToArray();");
        var theirs = System.Text.Json.JsonSerializer.Deserialize<string?[]>(run.End.Result!)!;

        Assert.NotEmpty(own);
        Assert.DoesNotContain(
            theirs, target => target is not null && (own.Contains(target) || target.EndsWith("open.txt", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Targets(string folder) =>
        Directory.GetFiles(folder).Select(path => new FileInfo(path).LinkTarget).OfType<string>();

    private static IEnumerable<string> Running(string argument) => Directory.GetDirectories("/proc")
        .Select(folder =>
        {
            try
            {
                return File.ReadAllText(Path.Combine(folder, "cmdline"));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return "";
            }
        })
        .Where(command => command.Split('\0').Contains(argument));
}

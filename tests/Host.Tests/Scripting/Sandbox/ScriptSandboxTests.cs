using System.Text.Json;
using Atelier.Host.Configuration;
using Atelier.Host.Scripting;
using Atelier.Host.Scripting.Sandbox;
using Atelier.Host.Scripting.Shelf;
using Atelier.Host.Serve;
using Atelier.Host.Tests.Doubles;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.Scripting.Sandbox;

/// <summary>
/// What scripts that are confined can do, and cannot. On a kernel without Landlock there are none, and that is what is tested.
/// </summary>
public sealed class ScriptSandboxTests : IAsyncDisposable
{
    // Says what came of each act: what it gave, or which exception it threw.
    private const string Try =
        """
        var said = new Dictionary<string, string>();
        void Try(string what, Func<object> act) { try { said[what] = $"{act()}"; } catch (Exception exception) { said[what] = exception.GetType().Name; } }

        """;

    private readonly TemporaryFolder _elsewhere = new();
    private readonly TemporaryFolder _allowed = new();
    private readonly SomeScripts _scripts;

    public ScriptSandboxTests()
    {
        File.WriteAllText(_elsewhere["secret.txt"], "secret");
        var options = new ScriptingOptions { Folders = [_allowed.Path] };
        _scripts = new SomeScripts(options, data => Of(options, data));
    }

    private static bool IsThere => Landlock.Version > 0;

    public async ValueTask DisposeAsync()
    {
        await _scripts.DisposeAsync();
        _elsewhere.Dispose();
        _allowed.Dispose();
    }

    [Fact]
    public async Task What_is_not_theirs_they_neither_read_nor_write()
    {
        _scripts.Write("atelier.db", "keys");
        var said = await SaidAsync($$"""
            var server = File.ReadAllText("/proc/self/stat").Split(") ")[1].Split(' ')[1];
            Try("secret", () => File.ReadAllText(@"{{_elsewhere["secret.txt"]}}"));
            Try("database", () => File.ReadAllText(@"{{Path.Combine(_scripts.Folder, "atelier.db")}}"));
            Try("list", () => Directory.GetFiles(@"{{_scripts.Folder}}").Length);
            Try("home", () => Directory.GetFileSystemEntries(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile)).Length);
            Try("environment", () => File.ReadAllText($"/proc/{server}/environ"));
            Try("link", () => { File.CreateSymbolicLink("link", @"{{_elsewhere["secret.txt"]}}"); return File.ReadAllText("link"); });
            Try("write", () => { File.WriteAllText(@"{{_elsewhere["new.txt"]}}", "x"); return "written"; });
            Try("script", () => { File.WriteAllText(@"{{Path.Combine(_scripts.Folder, "scripts", "evil.csx")}}", "x"); return "written"; });
            Try("child", () => { using var cat = Process.Start(new ProcessStartInfo("cat", @"{{_elsewhere["secret.txt"]}}") { RedirectStandardOutput = true, RedirectStandardError = true }); return cat.StandardOutput.ReadToEnd() + "nothing"; });
            """);

        if (IsThere)
        {
            Assert.Equal("nothing", said["child"]);
            Assert.All(said.Where(one => one.Key != "child"),
                one => Assert.Equal(("UnauthorizedAccessException", one.Key), (one.Value, one.Key)));
            Assert.False(File.Exists(_elsewhere["new.txt"]));
        }
        else
        {
            Assert.Equal("secret", said["secret"]);
        }
    }

    [Fact]
    public async Task They_listen_to_nobody_and_signal_nobody()
    {
        var said = await SaidAsync("""
            var server = int.Parse(File.ReadAllText("/proc/self/stat").Split(") ")[1].Split(' ')[1]);
            Try("listen", () => { var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0); listener.Start(); return "listening"; });
            [System.Runtime.InteropServices.DllImport("libc")] static extern int kill(int process, int signal);
            Try("signal", () => kill(server, 0));
            Try("own", () => { using var sleep = Process.Start("sleep", "60"); sleep.Kill(); sleep.WaitForExit(); return "ended"; });
            """);

        Assert.Equal(Landlock.Version >= 4 ? "SocketException" : "listening", said["listen"]);
        Assert.Equal(Landlock.Version >= 6 ? "-1" : "0", said["signal"]);
        Assert.Equal("ended", said["own"]);
    }

    [Fact]
    public async Task What_is_theirs_they_read_and_write()
    {
        _scripts.Write("scripts/part.csx", "string Word() => \"a part\";");
        var said = await SaidAsync($$"""
            #load "part.csx"
            """,
            $$"""
            Try("part", () => Word());
            Try("temporary", () => { var path = Path.GetTempFileName(); File.WriteAllText(path, "a"); return File.ReadAllText(path); });
            Try("working", () => { File.WriteAllText("a.txt", "b"); File.Move("a.txt", "b.txt"); return File.ReadAllText("b.txt"); });
            Try("files", () => { Files.WriteTextAsync("c.txt", "c").Wait(); return Files.ReadTextAsync("c.txt").Result; });
            Try("allowed", () => { File.WriteAllText(@"{{_allowed["d.txt"]}}", "d"); return File.ReadAllText(@"{{_allowed["d.txt"]}}"); });
            Try("shell", () => { using var sh = Process.Start(new ProcessStartInfo("sh", ["-c", "echo e > /dev/null; echo e"]) { RedirectStandardOutput = true }); return sh.StandardOutput.ReadToEnd().Trim(); });
            Try("zone", () => TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin").Id);
            Try("host", () => System.Net.Dns.GetHostAddresses("localhost").Length > 0);
            """);

        Assert.Equal(["a part", "a", "b", "c", "d", "e", "Europe/Berlin", "True"], said.Values);
    }

    [Fact]
    public async Task Packages_are_fetched_for_them()
    {
        var run = await _scripts.RunAsync("#r \"nuget: Dapper, 2.1.86\"\nreturn typeof(Dapper.SqlMapper).Assembly.GetName().Name;");

        Assert.True(run.End.Error is null, run.End.Error?.Message);
        Assert.Equal("\"Dapper\"", run.End.Result);
    }

    [Fact]
    public void Nobody_is_confined_where_the_owner_does_not_want_it() =>
        Assert.Null(Of(new ScriptingOptions { Sandbox = ScriptSandbox.Off }, _elsewhere.Path));

    private static ScriptSandbox? Of(ScriptingOptions options, string data)
    {
        var all = new AtelierOptions
        {
            Folders = AtelierFolders.Discover(data, data),
            Server = new ServerOptions { Data = data },
            Scripts = options,
        };
        Directory.CreateDirectory(Path.Combine(data, "scripts"));
        return ScriptSandbox.Of(all, new ScriptFolder(all), NullLogger<ScriptSandbox>.Instance);
    }

    private Task<Dictionary<string, string>> SaidAsync(string text) => SaidAsync("", text);

    private async Task<Dictionary<string, string>> SaidAsync(string first, string text)
    {
        var run = await _scripts.RunAsync($"{first}\n{Try}{text}\nreturn said;");
        Assert.True(run.End.Error is null, run.End.Error?.Message);
        return JsonSerializer.Deserialize<Dictionary<string, string>>(run.End.Result!)!;
    }
}

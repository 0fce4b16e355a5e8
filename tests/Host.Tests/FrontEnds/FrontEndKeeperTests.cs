using Atelier.FrontEnds;
using Atelier.Generation;
using Atelier.Host.FrontEnds;
using Atelier.Host.Plugins;
using Atelier.Host.Plugins.Live;
using Atelier.Host.Plugins.Options;
using Atelier.Host.Tests.Doubles;
using Atelier.Host.Tests.FrontEnds.Doubles;
using Atelier.Host.Tests.Plugins;
using Atelier.Support;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.FrontEnds;

/// <summary>The fixture <c>Echo</c> in a server's own live door.</summary>
public sealed class FrontEndKeeperTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly PluginFolders _folders = new();
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("atelier-front-ends-");
    private readonly CollectedLog _log = new();
    private readonly PretendHosts _hosts = new(TimeProvider.System);
    private FrontEndKeeper _keeper = null!;

    public Task InitializeAsync()
    {
        var settings = new LivePluginSettings
        {
            Roots = [_folders.Root],
            Process = PluginProcess.Server,
            Loader = new PluginLoader(_folders.Copies, TimeSpan.FromSeconds(20)),
            Options = PluginOptionFiles.Of(_data.FullName),
            Quiet = TimeSpan.FromMilliseconds(50),
            Collections = 4,
        };
        _keeper = new FrontEndKeeper(
            settings, _hosts, new FakeFeed(), TimeProvider.System, NullLoggerFactory.Instance,
            new Logger<FrontEndKeeper>(new Loggers(_log)));
        return _keeper.StartAsync(CancellationToken.None);
    }

    public async Task DisposeAsync()
    {
        await _keeper.StopAsync(CancellationToken.None).WaitAsync(Limit);
        _keeper.Dispose();
        _folders.Dispose();
        _data.Delete(recursive: true);
    }

    [Fact]
    public async Task A_folder_that_comes_is_called_by_its_name_and_one_that_goes_ends_in_good_order()
    {
        await UntilAsync("");
        var folder = _folders.Add("Echo");
        await UntilAsync("echo active: echo running listening, session 1");
        Assert.Equal("GET  ", await AskAsync("say"));

        Directory.Delete(folder, recursive: true);
        await UntilAsync("");
        Assert.Null(_keeper.Find("echo"));
        Assert.Equal("session 1", await _hosts.Store.GetAsync("left"));
    }

    [Fact]
    public async Task It_is_replaced_ten_times_each_session_after_the_last_and_nothing_of_the_old_ones_stays()
    {
        var file = Path.Combine(_folders.Add("Echo"), "Atelier.Echo.dll");
        var built = File.ReadAllBytes(file);
        await UntilAsync("echo active: echo running listening, session 1");
        for (var version = 1; version <= 10; version++)
        {
            File.WriteAllBytes(file, StampedAssembly.With(built, version));

            // No version drains or has leaked any more.
            await UntilAsync($"echo active: echo running listening, session {version + 1}");
            Assert.Equal($"{version}", await AskAsync("stamp"));
            Assert.Equal($"session {version}", await _hosts.Store.GetAsync("left"));
        }
    }

    [Fact]
    public async Task Other_options_begin_another_session_and_a_refusal_lasts_until_they_change()
    {
        _folders.Add("Echo");
        await UntilAsync("echo active: echo running listening, session 1");

        await _keeper.ConfigureAsync("echo", """{ "greeting": "hello" }""", default).WaitAsync(Limit);
        await UntilAsync("echo active: echo running hello, session 2");

        await _keeper.ConfigureAsync("echo", """{ "mood": "refuse" }""", default).WaitAsync(Limit);
        await UntilAsync("echo active: echo failed the mood is refuse; it would be right with work");
        Assert.Null(_keeper.Find("echo")!.Session);

        await _keeper.ConfigureAsync("echo", "{}", default).WaitAsync(Limit);
        await UntilAsync("echo active: echo running listening, session 4");
        var wrong = await Assert.ThrowsAsync<RequestException>(
            () => _keeper.ConfigureAsync("echo", """{ "greting": "x" }""", default).WaitAsync(Limit));
        Assert.Equal("greting", wrong.Field);
    }

    [Fact]
    public async Task One_that_breaks_is_told_with_its_reason_and_the_server_goes_on()
    {
        PluginOptionFiles.Of(_data.FullName).Write("echo", """{ "mood": "break" }""");
        _folders.Add("Echo");

        await UntilAsync("echo active: echo restarting InvalidOperationException: the mood is break");

        await _keeper.ConfigureAsync("echo", "{}", default).WaitAsync(Limit);
        await UntilThereIsAsync("running listening");
    }

    [Fact]
    public async Task A_server_that_ends_stops_it_in_good_order_and_tells_nobody()
    {
        _folders.Add("Echo");
        await UntilAsync("echo active: echo running listening, session 1");
        var told = 0;
        _keeper.Changed += () => Interlocked.Increment(ref told);

        await _keeper.StopAsync(CancellationToken.None).WaitAsync(Limit);

        Assert.Equal("session 1", await _hosts.Store.GetAsync("left"));
        Assert.Equal(0, told);
    }

    [Fact]
    public async Task One_that_never_stops_is_given_up_and_told_as_leaked_and_its_successor_works()
    {
        PluginOptionFiles.Of(_data.FullName).Write("echo", """{ "mood": "hang" }""");
        _folders.Add("Echo");
        await UntilAsync("echo active: echo running listening, session 1");

        await _keeper.ConfigureAsync("echo", "{}", default).WaitAsync(Limit);

        await UntilAsync("echo active: echo running listening, session 2, echo leaked");
        Assert.Contains("is still in memory", _keeper.Plugins[1].Reason);
        Assert.Contains(
            _log.Lines, line => line.Contains("Front end echo is given up: it did not stop within 10 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Plugins_of_the_worker_are_left_to_it_and_one_that_becomes_one_goes()
    {
        _folders.Add("NoOp");
        var folder = _folders.Add("Echo");
        await UntilAsync("echo active: echo running listening, session 1");

        PluginFolders.Edit(folder, "\"server\"", "\"worker\"");

        await UntilAsync("");
        Assert.Null(_keeper.Find("echo"));
    }

    [Fact]
    public async Task A_manifest_that_cannot_be_read_leaves_the_one_that_runs()
    {
        var folder = _folders.Add("Echo");
        await UntilAsync("echo active: echo running listening, session 1");

        File.WriteAllText(Path.Combine(folder, "plugin.json"), "{");

        await UntilAsync(() => _keeper.Plugins is [{ Reason: not null }]);
        Assert.StartsWith("its newer files were not taken: plugin.json is not valid JSON", _keeper.Plugins[0].Reason);
        Assert.Equal("GET  ", await AskAsync("say"));
    }

    private async Task<string> AskAsync(string path)
    {
        var answer = await _keeper.Find("ECHO")!.Session!.AnswerAsync(
            new FrontEndCall("GET", path, new Dictionary<string, string>(), []), CancellationToken.None);
        return System.Text.Encoding.UTF8.GetString(answer!.Body);
    }

    private string States => string.Join(", ", _keeper.Plugins.Select(plugin =>
        $"{plugin.Id} {plugin.State}{string.Concat(plugin.FrontEnds!.Select(one => $": {one.Name} {one.State} {one.Detail}"))}"));

    private Task UntilAsync(string states) => UntilAsync(() => States == states, states);

    private Task UntilThereIsAsync(string part) => UntilAsync(() => States.Contains(part, StringComparison.Ordinal), part);

    private async Task UntilAsync(Func<bool> condition, string expected = "something else")
    {
        using var news = new SemaphoreSlim(0);
        void Tell() => news.Release();
        _keeper.Changed += Tell;
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            while (!condition())
            {
                await news.WaitAsync(limit.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Assert.Fail($"expected '{expected}', but there is '{States}': {string.Join('\n', _keeper.Plugins.Select(plugin => plugin.Reason).Concat(_log.Lines))}");
        }
        finally
        {
            _keeper.Changed -= Tell;
        }
    }

    private sealed class Loggers(ILoggerProvider provider) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => provider.CreateLogger(categoryName);

        public void AddProvider(ILoggerProvider added)
        {
        }

        public void Dispose()
        {
        }
    }
}

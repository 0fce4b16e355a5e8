using Atelier.Host.Plugins;
using Atelier.Host.Plugins.Live;
using Atelier.Host.Serve;
using Atelier.Host.Tests.Doubles;
using Atelier.Sampling;
using Microsoft.Extensions.Logging.Abstractions;

namespace Atelier.Host.Tests.Plugins.Live;

public sealed class LivePluginsTests : IAsyncLifetime
{
    // A look reads the clock twice, so after four readings one has begun and ended.
    private const int OfALook = 4;

    private readonly LiveFolder _live = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _live.DisposeAsync();

    [Fact]
    public async Task A_folder_that_comes_is_used_and_one_that_goes_is_not()
    {
        await _live.StartAsync();
        Assert.Empty(_live.Plugins.Plugins);

        var folder = _live.Folders.Add("NoOp");
        await _live.UntilAsync("no-op active");
        using (var parts = _live.Plugins.Use())
        {
            Assert.Equal("no_op", Assert.Single(parts.All<ISampler>()).Name);
            Assert.Equal(["no-op"], parts.Versions.Keys);
        }

        Directory.Delete(folder, recursive: true);
        await _live.UntilAsync("");
        using var none = _live.Plugins.Use();
        Assert.Empty(none.All<ISampler>());
    }

    [Fact]
    public async Task Running_jobs_keep_the_version_they_began_with_until_the_last_of_them_ends()
    {
        var (file, original) = Stamps.Add(_live.Folders, 1);
        await _live.StartAsync();
        var first = _live.Plugins.Use();
        var second = _live.Plugins.Use();

        File.WriteAllBytes(file, Stamps.With(original, 2));
        await _live.UntilAsync("stamped active, stamped draining");

        Assert.Equal((1, 1, 2), (Stamps.Run(first), Stamps.Run(second), Stamps.Run(_live.Plugins)));
        first.Dispose();
        Assert.Equal(1, Stamps.Run(second));
        Assert.Equal("stamped active, stamped draining", _live.States);
        second.Dispose();
        await _live.UntilAsync("stamped active");
        Assert.Throws<ObjectDisposedException>(() => Stamps.Run(second));
    }

    [Fact]
    public async Task A_part_that_was_kept_for_too_long_keeps_no_plugin()
    {
        var (file, _) = Stamps.Add(_live.Folders, 1);
        await _live.StartAsync();
        ISampler kept;
        using (var parts = _live.Plugins.Use())
        {
            kept = parts.Find<ISampler>("stamp");
        }

        Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);

        await _live.UntilAsync("");
        Assert.Equal("stamp", kept.Name);
        Assert.Throws<ObjectDisposedException>(() => kept.Sample(new PatientDenoiser(), null!, [1], null!));
    }

    [Fact]
    public async Task A_version_that_does_not_load_leaves_the_running_one_and_is_told_beside_it()
    {
        var (file, original) = Stamps.Add(_live.Folders, 1);
        await _live.StartAsync();

        File.WriteAllBytes(file, Stamps.With(original, 2)[..3000]);
        await _live.UntilAsync(() => _live.Plugins.Plugins.Any(plugin => plugin.Reason is not null), () => "No reason is given");

        var status = Assert.Single(_live.Plugins.Plugins);
        Assert.Equal(PluginState.Active, status.State);
        Assert.Equal(
            "its newer files were not taken: its assembly is damaged or not fully written, or is not a .NET assembly", status.Reason);
        Assert.Equal(1, Stamps.Run(_live.Plugins));

        File.WriteAllBytes(file, Stamps.With(original, 2));
        await _live.UntilAsync(() => _live.Plugins.Plugins is [{ Reason: null }], () => "The whole file was not taken");
        Assert.Equal(2, Stamps.Run(_live.Plugins));
    }

    [Fact]
    public async Task A_file_that_is_still_being_written_is_not_loaded()
    {
        var (file, original) = Stamps.Add(_live.Folders, 1);
        var quiet = TimeSpan.FromMilliseconds(40);
        var clock = new StandingClock();
        await _live.StartAsync(quiet: quiet.TotalSeconds, time: clock);
        var rescan = Task.CompletedTask;
        var reasons = new List<string?>();
        _live.Plugins.Changed += () => reasons.AddRange(_live.Plugins.Plugins.Select(plugin => plugin.Reason));

        var changed = Stamps.With(original, 2);
        using (var stream = new FileStream(file, FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            // In eight pieces, over longer than files must be at rest; none is at rest so long.
            foreach (var piece in changed.Chunk((changed.Length / 8) + 1))
            {
                stream.Write(piece);
                stream.Flush();
                rescan = _live.Plugins.RescanAsync(CancellationToken.None);
                await clock.ReadAsync(OfALook);
                clock.Pass(quiet * 0.9);
                await clock.ReadAsync(OfALook);
                Assert.Equal(1, Stamps.Run(_live.Plugins));
                Assert.False(rescan.IsCompleted);
            }
        }

        clock.Pass(quiet);

        await _live.UntilAsync(() => Stamps.Run(_live.Plugins) == 2, () => "The new version was not taken");
        await rescan.WaitAsync(LiveFolder.Limit);
        Assert.All(reasons, Assert.Null);
    }

    [Fact]
    public async Task A_marker_that_is_written_last_saves_the_wait()
    {
        var (file, original) = Stamps.Add(_live.Folders, 1);
        await _live.StartAsync(quiet: 3600);

        File.WriteAllBytes(file, Stamps.With(original, 2));
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(file)!, ".ready"), "");

        await _live.UntilAsync(() => Stamps.Run(_live.Plugins) == 2, () => "The new version was not taken");
    }

    [Fact]
    public async Task Files_that_are_touched_and_stay_the_same_change_nothing()
    {
        var (file, _) = Stamps.Add(_live.Folders, 1);
        await _live.StartAsync();
        var changes = 0;
        _live.Plugins.Changed += () => changes++;

        File.SetLastWriteTimeUtc(file, new DateTime(2030, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await _live.Plugins.RescanAsync(CancellationToken.None).WaitAsync(LiveFolder.Limit);

        Assert.Equal(0, changes);
        Assert.Equal("stamped active", _live.States);
    }

    [Fact]
    public async Task The_second_of_one_id_is_refused_even_if_its_folder_comes_first_by_name_and_follows_when_the_first_goes()
    {
        var (first, _) = Stamps.Add(_live.Folders, 1, "m");
        await _live.StartAsync();

        Stamps.Add(_live.Folders, 2, "a");
        await _live.UntilAsync("stamped failed, stamped active");
        Assert.Equal("the id stamped is taken by the plugin 'stamped'", _live.Plugins.Plugins[0].Reason);
        Assert.Equal(1, Stamps.Run(_live.Plugins));

        Directory.Delete(Path.GetDirectoryName(first)!, recursive: true);
        await _live.UntilAsync("stamped active");
        Assert.Equal(2, Stamps.Run(_live.Plugins));
    }

    [Theory]
    [InlineData("ThrowingConstructor", "InvalidOperationException: no licence was found")]
    [InlineData("ThrowingConfigure", "NotSupportedException: this machine is too old")]
    [InlineData("ThrowingStaticConstructor", "PlatformNotSupportedException: no such device")]
    [InlineData("ThrowingGetter", "ThrowingException: its message cannot be read")]
    [InlineData("WrongApi", "it was built for plugin API 2.0; this Atelier has 1.0: update Atelier, or take an older build of the plugin")]
    public async Task A_plugin_that_fails_is_set_aside_and_leaves_nothing_behind(string fixture, string reason)
    {
        Stamps.Add(_live.Folders, 1);
        await _live.StartAsync(collections: 12);

        var folder = _live.Folders.Add(fixture);
        await _live.UntilAsync(() => _live.Plugins.Plugins.Any(plugin => plugin.State == PluginState.Failed), () => "It did not fail");

        Assert.Equal(reason, _live.Plugins.Plugins.Single(plugin => plugin.State == PluginState.Failed).Reason);
        Assert.Equal(1, Stamps.Run(_live.Plugins));
        Directory.Delete(folder, recursive: true);
        await _live.UntilAsync("stamped active");
        await _live.UntilAsync(() => _live.Plugins.Departing == 0, () => "It is still in memory");
    }

    [Fact]
    public async Task A_plugin_that_hangs_holds_up_nobody_and_counts_as_leaked()
    {
        _live.Folders.Add("Hanging");
        Stamps.Add(_live.Folders, 1);
        await _live.StartAsync(patience: 6, startPatience: 0.2, collections: 2, leakLimit: 1);
        await _live.UntilAsync("stamped active");

        await _live.UntilAsync("hanging failed, stamped active, hanging leaked");

        Assert.Equal((1, true), (_live.Plugins.Leaked, _live.Plugins.RestartWanted));
    }

    [Fact]
    public async Task A_plugin_that_used_System_Text_Json_is_collected()
    {
        var folder = _live.Folders.Add("Holding");
        await _live.StartAsync();
        Use("uses_json");

        Directory.Delete(folder, recursive: true);

        await _live.UntilAsync("");
    }

    [Fact]
    public async Task A_plugin_that_something_holds_is_shown_as_leaked_and_counted()
    {
        var folder = _live.Folders.Add("Holding");
        await _live.StartAsync(collections: 3, leakLimit: 2);
        Use("leaves_a_handler");

        Directory.Delete(folder, recursive: true);

        await _live.UntilAsync("holding leaked");
        Assert.StartsWith("version 1.0.0 is still in memory after 3 collections: a thread or timer", _live.Plugins.Plugins[0].Reason);
        Assert.Equal((1, false), (_live.Plugins.Leaked, _live.Plugins.RestartWanted));
    }

    [Fact]
    public async Task A_plugin_that_ended_the_process_each_time_it_was_loaded_is_not_loaded_again()
    {
        Stamps.Add(_live.Folders, 1);
        var snapshot = new PluginSnapshots(Path.Combine(_live.Attempts, "..", "probe"));
        var content = snapshot.Take(Path.Combine(_live.Folders.Root, "Stamped")).Content;
        snapshot.Dispose();

        // What is left of three processes that ended while they loaded it.
        Directory.CreateDirectory(_live.Attempts);
        File.WriteAllText(Path.Combine(_live.Attempts, content), "3");
        _live.Folders.Add("NoOp");
        await _live.StartAsync();

        Assert.Equal("no-op active, stamped failed", _live.States);
        Assert.StartsWith("the process ended 3 times while it was loaded", _live.Plugins.Plugins[1].Reason);
    }

    [Fact]
    public async Task Safe_mode_takes_what_came_with_the_program_and_nothing_that_was_added()
    {
        var shipped = _live.Folders.Add("NoOp", "Samplers");
        Stamps.Add(_live.Folders, 1);
        File.WriteAllLines(Path.Combine(_live.Folders.Root, ShippedPlugins.ListName), ["Samplers"]);
        using var data = new TemporaryFolder();
        using var elsewhere = new PluginFolders();
        elsewhere.Add("Holding", "Samplers");

        foreach (var (safe, folders) in new[] { (true, 1), (false, 3) })
        {
            var settings =
                LivePluginSettings.Of([_live.Folders.Root, elsewhere.Root], new ServerOptions { Data = data.Path, SafeMode = safe });
            await using var plugins = await LivePlugins.StartAsync(settings, NullLogger.Instance, TimeProvider.System);

            Assert.Equal(folders, plugins.Plugins.Count);
            Assert.Equal((shipped, PluginState.Active), plugins.Plugins.Select(plugin => (plugin.Folder, plugin.State)).First());
        }

        await _live.StartAsync();
    }

    [Fact]
    public async Task Without_reports_of_the_system_changes_are_found_all_the_same()
    {
        Directory.Delete(_live.Folders.Root);
        var plugins = await LivePlugins.StartAsync(
            new LivePluginSettings
            {
                Roots = [Path.Combine(Path.GetDirectoryName(_live.Folders.Root)!, "later")],
                Loader = new PluginLoader(_live.Folders.Copies, LiveFolder.Limit),
                Poll = TimeSpan.FromSeconds(0.1),
            },
            NullLogger.Instance,
            TimeProvider.System);
        await _live.StartAsync();
        await using (plugins)
        {
            var came = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            plugins.Changed += () => came.TrySetResult();
            var folder = _live.Folders.Add("NoOp");
            Directory.Move(Path.GetDirectoryName(folder)!, Path.Combine(Path.GetDirectoryName(_live.Folders.Root)!, "later"));

            await came.Task.WaitAsync(LiveFolder.Limit);
            Assert.Equal("no-op", Assert.Single(plugins.Plugins).Id);
        }
    }

    private void Use(string sampler)
    {
        using var parts = _live.Plugins.Use();
        parts.Find<ISampler>(sampler).Sample(new PatientDenoiser(), null!, [1, 0], null!);
    }
}

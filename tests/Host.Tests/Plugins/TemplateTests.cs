using System.Diagnostics;
using Atelier.Host.Tests.Plugins.Live;
using Atelier.Sampling;
using Atelier.Support;

namespace Atelier.Host.Tests.Plugins;

/// <summary>What <c>docs/plugins.md</c> tells a newcomer to do.</summary>
public sealed class TemplateTests : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("atelier-template-");

    public void Dispose() => _home.Delete(recursive: true);

    [Fact]
    public async Task A_plugin_from_the_template_passes_its_tests_and_works_in_a_host_that_runs()
    {
        await using var live = new LiveFolder();
        await live.StartAsync();
        string[] hive = ["--debug:custom-hive", Path.Combine(_home.FullName, "hive")];
        var sdk = Path.Combine(Golden.RepositoryRoot, "artifacts", "bin", "Host", new DirectoryInfo(AppContext.BaseDirectory).Name, "sdk");

        await DotnetAsync(["new", "install", Path.Combine(Golden.RepositoryRoot, "templates", "AtelierPlugin"), .. hive]);
        await DotnetAsync(["new", "atelier-plugin", "-n", "SoftFocus", "-o", "SoftFocus", "--sdk", sdk, .. hive]);
        await DotnetAsync("test", "SoftFocus", "-c", "Release");
        await DotnetAsync("build", "SoftFocus/src/SoftFocus", "-c", "Release", $"-p:AtelierPlugins={live.Folders.Root}");

        await live.UntilAsync("soft-focus active");
        using var parts = live.Plugins.Use();
        var option = Assert.Single(parts.Find<ISampler>("soft_focus").Options);
        Assert.Equal(("fresh", 0.3), (option.Name, option.Default));
        Assert.Equal(
            ["SoftFocus.deps.json", "SoftFocus.dll", "SoftFocus.pdb", "SoftFocus.runtimeconfig.json", "plugin.json"], FilesOf(live));
    }

    private static string[] FilesOf(LiveFolder live) =>
    [
        .. Directory.GetFiles(Path.Combine(live.Folders.Root, "soft-focus")).Select(file => Path.GetFileName(file))
            .Where(name => name != ".ready").Order(StringComparer.Ordinal),
    ];

    private async Task DotnetAsync(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", arguments)
        {
            WorkingDirectory = _home.FullName,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";

        // The tests' own build leaves servers behind that hold its settings.
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        using var limit = new CancellationTokenSource(Limit);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
        }

        Assert.True(process.ExitCode == 0, $"dotnet {string.Join(' ', arguments)}:\n{await output}\n{await error}");
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Atelier.Host.Scripting.Compile.Packages;

/// <summary>
/// Fetches packages with the .NET SDK's own restore, and so from the registries that this user has configured. That is done on the side
/// that starts script hosts:
/// where scripts are confined, NuGet's cache and its settings are not theirs to write.
/// </summary>
internal static class PackageFetch
{
    public const string Program = "dotnet";

    // A restore is another program: the limit of a script's memory is not its own.
    private static readonly string[] NotItsOwn = ["DOTNET_GCHeapHardLimit", "DOTNET_gcConcurrent"];

    /// <param name="directives">What was asked for, as a script spells it. Whoever asks may be a script: nothing else is taken.</param>
    /// <param name="environment">The variables that a script's process has.</param>
    public static async Task<FetchedPackages> RunAsync(
        IReadOnlyList<string> directives, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        var packages = directives.Select(PackageDirective.Read).ToList();
        if (packages.Any(package => package is null))
        {
            return new FetchedPackages(null, "a package is not named as it should be");
        }

        var project = Directory.CreateTempSubdirectory("atelier-packages-").FullName;
        try
        {
            PackageProject.Write(
                project, packages.OfType<(string, string)>().DistinctBy(package => package.Item1, StringComparer.OrdinalIgnoreCase));
            return await RestoreAsync(project, environment, cancellation) is { } failure
                ? new FetchedPackages(null, failure)
                : new FetchedPackages(RestoredAssets.Read(Path.Combine(project, "obj", "project.assets.json")), null);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return new FetchedPackages(null, exception.Message);
        }
        finally
        {
            Directory.Delete(project, recursive: true);
        }
    }

    // What went wrong; null where nothing did.
    private static async Task<string?> RestoreAsync(
        string project, IReadOnlyDictionary<string, string> environment, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Program, ["restore", PackageProject.FileName, "-noAutoResponse", "-nodeReuse:false", "-nologo", "-tl:off"])
        {
            WorkingDirectory = project, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment.Where(variable => !NotItsOwn.Contains(variable.Key)))
        {
            start.Environment[name] = value;
        }

        try
        {
            using var process = Process.Start(start)!;
            await using var end = cancellation.Register(() => process.Kill(entireProcessTree: true));
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
            await process.WaitForExitAsync(CancellationToken.None);
            return process.ExitCode == 0 ? null : await output + await error;
        }
        catch (Win32Exception)
        {
            return "";
        }
    }
}

/// <summary>What became of it.</summary>
/// <param name="Libraries">Null where they could not be had.</param>
/// <param name="Failure">What the SDK said then; empty where there is none.</param>
internal sealed record FetchedPackages(ScriptLibraries? Libraries, string? Failure);

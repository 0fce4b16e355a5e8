using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Atelier.Host.Store;
using Atelier.Host.Texts;

namespace Atelier.Host.Scripting.Compile.Packages;

/// <summary>Fetches packages with the .NET SDK's own restore, and so from the registries that this user has configured; once for each set of packages.</summary>
/// <param name="folder">Where it is noted which files belong to a set. The files themselves lie in NuGet's own cache.</param>
internal sealed partial class PackageRestore(string folder)
{
    private const string Program = "dotnet";

    // A restore is another program: the limit of this one's memory is not its own.
    private static readonly string[] NotItsOwn = ["DOTNET_GCHeapHardLimit", "DOTNET_gcConcurrent"];

    public async Task<ScriptLibraries> RestoreAsync(
        SourceGraph graph, IReadOnlyList<PackageDirective> packages, List<ScriptProblem> problems, CancellationToken cancellation)
    {
        var names = packages.Select(package => $"{package.Name.ToLowerInvariant()}/{package.Version}").Distinct().Order();
        var set = string.Join(' ', [PackageProject.Framework, PackageProject.Platform, .. names]);
        var note = Path.Combine(folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(set))) + ".json");
        if (Noted(note) is { } known)
        {
            return known;
        }

        var project = Directory.CreateTempSubdirectory("packages-").FullName;
        try
        {
            PackageProject.Write(project, packages.DistinctBy(package => package.Name, StringComparer.OrdinalIgnoreCase));
            if (await RunAsync(project, cancellation) is { } failure)
            {
                problems.Add(ProblemOf(failure, graph, packages));
                return ScriptLibraries.None;
            }

            var found = RestoredAssets.Read(Path.Combine(project, "obj", "project.assets.json"));
            WholeFile.Write(note, JsonSerializer.SerializeToUtf8Bytes(found));
            return found;
        }
        finally
        {
            Directory.Delete(project, recursive: true);
        }
    }

    // NuGet's cache may have been emptied since.
    private static ScriptLibraries? Noted(string note) =>
        File.Exists(note) && JsonSerializer.Deserialize<ScriptLibraries>(File.ReadAllBytes(note)) is { } found
            && found.Compile.Concat(found.Managed.Values).Concat(found.Native.Values).All(File.Exists) ? found : null;

    // What went wrong; null where nothing did.
    private static async Task<string?> RunAsync(string project, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(Program, ["restore", PackageProject.FileName, "-noAutoResponse", "-nodeReuse:false", "-nologo", "-tl:off"])
        {
            WorkingDirectory = project, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var variable in NotItsOwn)
        {
            start.Environment.Remove(variable);
        }

        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellation);
            var error = process.StandardError.ReadToEndAsync(cancellation);
            await process.WaitForExitAsync(cancellation);
            return process.ExitCode == 0 ? null : await output + await error;
        }
        catch (Win32Exception)
        {
            return "";
        }
    }

    private static ScriptProblem ProblemOf(string output, SourceGraph graph, IReadOnlyList<PackageDirective> packages)
    {
        var error = ErrorLine().Match(output);
        if (!error.Success)
        {
            var said = OneLine.Of(output, 200);
            return graph.Problem(packages[0].At, "ATELIER004", "packages are fetched with the .NET SDK, which this machine does not have"
                + (said.Length == 0 ? $": there is no program {Program}" : $": {said}"));
        }

        var (id, message) = (error.Groups["id"].Value, error.Groups["message"].Value);
        var package = packages.FirstOrDefault(package => message.Contains(package.Name, StringComparison.OrdinalIgnoreCase)) ?? packages[0];
        return graph.Problem(package.At, id, OneLine.Of($"the package {package.Name} {package.Version} cannot be had: {message}", 500));
    }

    [GeneratedRegex(@"error (?<id>(NU|NETSDK|MSB)\d+): (?<message>.*?)( \[[^\]]*\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Atelier.Host.Store;
using Atelier.Host.Texts;

namespace Atelier.Host.Scripting.Compile.Packages;

/// <summary>Has packages fetched, once for each set of them.</summary>
/// <param name="folder">Where it is noted which files belong to a set. The files themselves lie in NuGet's own cache.</param>
/// <param name="fetch">Fetches what some directives name: <see cref="PackageFetch"/>, at the other end of the link.</param>
internal sealed partial class PackageRestore(string folder, Func<IReadOnlyList<string>, CancellationToken, Task<FetchedPackages>> fetch)
{
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

        var fetched = await fetch([.. packages.Select(package => package.At.Value)], cancellation);
        if (fetched.Libraries is not { } found)
        {
            problems.Add(ProblemOf(fetched.Failure ?? "", graph, packages));
            return ScriptLibraries.None;
        }

        WholeFile.Write(note, JsonSerializer.SerializeToUtf8Bytes(found));
        return found;
    }

    // NuGet's cache may have been emptied since.
    private static ScriptLibraries? Noted(string note) =>
        File.Exists(note) && JsonSerializer.Deserialize<ScriptLibraries>(File.ReadAllBytes(note)) is { } found
            && found.Compile.Concat(found.Managed.Values).Concat(found.Native.Values).All(File.Exists) ? found : null;

    private static ScriptProblem ProblemOf(string output, SourceGraph graph, IReadOnlyList<PackageDirective> packages)
    {
        var error = ErrorLine().Match(output);
        if (!error.Success)
        {
            var said = OneLine.Of(output, 200);
            return graph.Problem(packages[0].At, "ATELIER004", "packages are fetched with the .NET SDK, which this machine does not have"
                + (said.Length == 0 ? $": there is no program {PackageFetch.Program}" : $": {said}"));
        }

        var (id, message) = (error.Groups["id"].Value, error.Groups["message"].Value);
        var package = packages.FirstOrDefault(package => message.Contains(package.Name, StringComparison.OrdinalIgnoreCase)) ?? packages[0];
        return graph.Problem(package.At, id, OneLine.Of($"the package {package.Name} {package.Version} cannot be had: {message}", 500));
    }

    [GeneratedRegex(@"error (?<id>(NU|NETSDK|MSB)\d+): (?<message>.*?)( \[[^\]]*\])?\r?$", RegexOptions.Multiline)]
    private static partial Regex ErrorLine();
}

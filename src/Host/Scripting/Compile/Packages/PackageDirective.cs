using System.Text.RegularExpressions;

namespace Atelier.Host.Scripting.Compile.Packages;

/// <summary>A package that a script asks for: <c>#r "nuget: Humanizer.Core, 2.14.1"</c>.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Version">Exactly this one, so that a script does tomorrow what it does today.</param>
internal sealed partial record PackageDirective(Directive At, string Name, string Version)
{
    public const string Prefix = "nuget:";

    /// <summary>Null where name or version are missing, or the version is a range.</summary>
    public static PackageDirective? Parse(Directive directive) =>
        Read(directive.Value) is var (name, version) ? new PackageDirective(directive, name, version) : null;

    /// <inheritdoc cref="Parse"/>
    public static (string Name, string Version)? Read(string text) => Spelling().Match(text) is { Success: true } match
        ? (match.Groups["name"].Value, match.Groups["version"].Value)
        : null;

    [GeneratedRegex(
        @"^nuget:\s*(?<name>[A-Za-z0-9_.-]{1,100})\s*[,/]\s*(?<version>\d+(\.\d+){0,3}(-[A-Za-z0-9.-]{1,64})?)\s*$",
        RegexOptions.IgnoreCase)]
    private static partial Regex Spelling();
}

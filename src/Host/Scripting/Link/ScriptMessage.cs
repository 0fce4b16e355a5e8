using System.Text.Json.Serialization;
using Atelier.Host.Api.Native.Contracts;
using Atelier.Host.Scripting.Compile.Packages;

namespace Atelier.Host.Scripting.Link;

/// <summary>What a server and a script host say to each other. One question at a time.</summary>
[JsonPolymorphic]
[JsonDerivedType(typeof(Check), "check")]
[JsonDerivedType(typeof(Run), "run")]
[JsonDerivedType(typeof(Fetched), "fetched")]
[JsonDerivedType(typeof(Cancel), "cancel")]
[JsonDerivedType(typeof(Fetch), "fetch")]
[JsonDerivedType(typeof(Checked), "checked")]
[JsonDerivedType(typeof(Began), "began")]
[JsonDerivedType(typeof(Said), "said")]
[JsonDerivedType(typeof(Moved), "moved")]
[JsonDerivedType(typeof(Over), "over")]
[JsonDerivedType(typeof(Ended), "ended")]
[JsonDerivedType(typeof(Rested), "rested")]
internal abstract record ScriptMessage
{
    /// <summary>To the host: compile, and say what is wrong.</summary>
    public sealed record Check(ScriptSource Source, string Cache) : ScriptMessage;

    /// <summary>To the host: compile where that was not done before, and run.</summary>
    /// <param name="Cache">The folder of what was compiled.</param>
    /// <param name="Folder">The working directory.</param>
    public sealed record Run(ScriptSource Source, string Cache, string Folder, ScriptView View) : ScriptMessage;

    /// <summary>To the host: the answer to a <see cref="Fetch"/>.</summary>
    public sealed record Fetched(FetchedPackages Packages) : ScriptMessage;

    /// <summary>To the host: the script is to end.</summary>
    public sealed record Cancel : ScriptMessage;

    /// <summary>From the host: a script that it compiles wants packages.</summary>
    /// <param name="Directives">As the script spells them.</param>
    public sealed record Fetch(IReadOnlyList<string> Directives) : ScriptMessage;

    /// <summary>From the host: the answer to a <see cref="Check"/>.</summary>
    public sealed record Checked(IReadOnlyList<ScriptProblem> Problems) : ScriptMessage;

    /// <summary>From the host: it is compiled, and the script's time begins.</summary>
    public sealed record Began(IReadOnlyList<ScriptProblem> Warnings) : ScriptMessage;

    /// <summary>From the host: a line of the script's.</summary>
    public sealed record Said(string Level, string Text) : ScriptMessage;

    /// <summary>From the host: a generation of the script's moved.</summary>
    public sealed record Moved(ProgressEvent Progress) : ScriptMessage;

    /// <summary>From the host: a generation of the script's is over.</summary>
    public sealed record Over(string JobId) : ScriptMessage;

    /// <summary>From the host: the script is over.</summary>
    public sealed record Ended(ScriptEnd End) : ScriptMessage;

    /// <summary>From the host, after the answer: what is left of the script.</summary>
    /// <param name="IsClean">Whether nothing of it is left, so that the next can run here.</param>
    /// <param name="Assemblies">Assemblies that are loaded.</param>
    public sealed record Rested(bool IsClean, int Assemblies) : ScriptMessage;
}

/// <summary>What a script sees of the world.</summary>
/// <param name="Server">The server's address.</param>
/// <param name="Key">Its key for as long as the script runs.</param>
/// <param name="Files">The folder for what it reads and writes.</param>
/// <param name="Network">Networks that it may call though they are not public.</param>
internal sealed record ScriptView(string Server, string Key, IReadOnlyList<string> Arguments, string Files, IReadOnlyList<string> Network)
{
    // Records print what they hold; a key is a secret.
    public override string ToString() => $"{Server} {string.Join(' ', Arguments)}";
}

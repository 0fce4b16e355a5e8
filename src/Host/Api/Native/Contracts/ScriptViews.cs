using Atelier.Host.Scripting;
using Atelier.Host.Scripting.Shelf;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>A script of the server's.</summary>
/// <param name="Hash">SHA-256 of its text, in lower-case hexadecimal: what an <c>If-Match</c> may say.</param>
/// <param name="Problems">What the compiler says of it; null for a moment, until it is compiled.</param>
/// <param name="Text">What it says, where one script was asked for.</param>
internal sealed record ScriptFileView(
    string Name, string Hash, DateTimeOffset ChangedAt, IReadOnlyList<ScriptProblem>? Problems, string? Text = null)
{
    public static ScriptFileView Of(ShelvedScript script) => new(script.Name, script.Hash, script.ChangedAt, script.Problems);
}

/// <summary>All scripts.</summary>
/// <param name="Folder">Where they lie; for admins.</param>
/// <param name="MayEdit">Whether admins may write them here: the setting <c>scripts.edit</c>.</param>
internal sealed record ScriptListView(IReadOnlyList<ScriptFileView> Scripts, bool MayEdit, string? Folder);

/// <summary>A script's text.</summary>
internal sealed record ScriptBody(string Text);

/// <summary>A text to compile as it would be under a name.</summary>
/// <param name="Name">Default <c>draft</c>: errors name it, and what it loads is found beside the server's scripts.</param>
internal sealed record ScriptCheckBody(string Text, string Name = "draft");

/// <summary>What the compiler says.</summary>
internal sealed record ScriptCheckView(IReadOnlyList<ScriptProblem> Problems);

/// <summary>How a script is run.</summary>
/// <param name="Arguments">What it finds in <c>Args</c>.</param>
internal sealed record ScriptRunBody(IReadOnlyList<string>? Arguments = null);

namespace Atelier.Host.Scripting;

/// <summary>A script to compile.</summary>
/// <param name="Path">Its full path: what it loads and refers to is found from there, and its errors name it.</param>
/// <param name="Text">What it says; null reads the file.</param>
internal sealed record ScriptSource(string Path, string? Text = null);

using Atelier.Host.Scripting.Link;

namespace Atelier.Host.Scripting;

/// <summary>A script to be run once.</summary>
/// <param name="Limits">Beyond them it is ended.</param>
/// <param name="Folder">Its working directory; null takes an empty one that goes with it.</param>
internal sealed record ScriptOrder(ScriptSource Source, ScriptView View, ScriptLimits Limits, string? Folder = null);

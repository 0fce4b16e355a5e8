namespace Atelier.Host.Plugins.Options;

/// <summary>A plugin's options.</summary>
/// <param name="Schema">Their JSON schema, with descriptions, ranges and defaults.</param>
/// <param name="Values">What they are now, as JSON, defaults included, a mask in the place of secrets.</param>
/// <param name="Changed">Whether any differs from its default.</param>
internal sealed record DeclaredOptions(string Schema, string Values, bool Changed);

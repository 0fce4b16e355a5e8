namespace Atelier.Scripting;

/// <summary>A picture that was published.</summary>
/// <param name="Name">Under which name.</param>
/// <param name="Version">Its version, which a rollback names.</param>
/// <param name="Places">Where it is.</param>
public sealed record ScriptPublication(string Name, string Version, IReadOnlyList<ScriptPlace> Places);

/// <summary>A place that a picture was published to.</summary>
/// <param name="Kind"><c>site</c>, <c>folder</c>, <c>http</c>, <c>s3</c>, <c>git</c> or <c>webhook</c>.</param>
/// <param name="Place">For people.</param>
/// <param name="PictureUrl">The picture's address; null where it has none that is known.</param>
public sealed record ScriptPlace(string Kind, string Place, string? PictureUrl);

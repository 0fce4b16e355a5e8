namespace Atelier.Jobs;

/// <summary>A picture that a job made and the server keeps.</summary>
/// <param name="Id">Its id: a ULID. Pictures are found by it, never by a path.</param>
/// <param name="Hash">SHA-256 of its file, in lower-case hexadecimal.</param>
/// <param name="Format"><c>png</c>, <c>jpeg</c> or <c>webp</c>.</param>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Bytes">The file's size.</param>
/// <param name="Seed">Its own seed.</param>
public sealed record JobPicture(string Id, string Hash, string Format, int Width, int Height, long Bytes, ulong Seed);

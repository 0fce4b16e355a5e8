namespace Atelier.Diffusion.Imaging.Metadata;

/// <summary>A textual inversion that a prompt called.</summary>
/// <param name="Name">Its name in <c>models/embeddings</c>.</param>
/// <param name="Hash">The first 12 hexadecimal digits of its file's SHA-256.</param>
public sealed record AppliedEmbedding(string Name, string Hash);

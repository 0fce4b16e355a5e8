using System.Text.Json;
using Atelier.Generation;

namespace Atelier.Host.Api.Native.Contracts;

/// <summary>What decided a picture.</summary>
/// <param name="Recipe">Everything, as it also lies in the picture's file.</param>
/// <param name="Infotext">The same as AUTOMATIC1111 writes it, as far as it has words.</param>
internal sealed record PictureMetadataView(JsonElement Recipe, string Infotext);

/// <summary>What an uploaded picture says about how it was made.</summary>
/// <param name="Recipe">Atelier's recipe; absent where it has none.</param>
/// <param name="Infotext">AUTOMATIC1111's text; absent where it has none.</param>
/// <param name="Request">A request for the same picture; absent where it says nothing.</param>
internal sealed record ReadPictureView(
    int Width, int Height, string Format, JsonElement? Recipe, string? Infotext, GenerationRequest? Request);

internal sealed record FavoriteBody(bool Favorite);

/// <param name="Ids">1 to 1000 pictures.</param>
internal sealed record ZipBody(IReadOnlyList<string> Ids);

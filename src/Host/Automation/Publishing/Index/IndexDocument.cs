using System.Text.Json;

namespace Atelier.Host.Automation.Publishing.Index;

/// <summary>What <see cref="PublicationIndex"/> writes.</summary>
/// <param name="Version">The publication's id: greater than those before.</param>
/// <param name="Alt">Alternative text.</param>
/// <param name="Src">The picture itself.</param>
/// <param name="Srcset">The picture at its widths, in its own format: for an <c>img</c>.</param>
/// <param name="Sources">The picture in each format, best first: for a <c>picture</c>.</param>
/// <param name="Crops">The same for each named size, where there are some.</param>
/// <param name="Details">What its recipe says of it.</param>
internal sealed record IndexDocument(
    string Name, string Version, DateTimeOffset At, string Alt, string Src, int Width, int Height, string Srcset,
    IReadOnlyList<IndexSource> Sources,
    IReadOnlyDictionary<string, IndexCrop>? Crops, IReadOnlyList<IndexFile> Files, JsonElement Details);

/// <summary>A format, and the picture's widths in it.</summary>
internal sealed record IndexSource(string Type, string Srcset);

/// <summary>A named size.</summary>
internal sealed record IndexCrop(string Src, int Width, int Height, IReadOnlyList<IndexSource> Sources);

/// <summary>A file.</summary>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">In lower-case hexadecimal.</param>
internal sealed record IndexFile(string Src, string Type, int Width, int Height, long Bytes, string Sha256, string? Crop);

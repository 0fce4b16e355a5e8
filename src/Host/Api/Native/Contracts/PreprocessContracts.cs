namespace Atelier.Host.Api.Native.Contracts;

/// <summary>What map is to be made.</summary>
/// <param name="Picture">An upload, a picture that was made here, a data: URI or base64.</param>
/// <param name="Preprocessor">One of <c>GET /preprocessors</c>.</param>
/// <param name="Options">Values of its options; what is left out has its default.</param>
/// <param name="Resolution">The shorter side of the map, 64 to 4096; absent keeps the picture's.</param>
/// <param name="Mask">A picture, white where it is to be made anew.</param>
/// <param name="Seed">For those that draw. Default 0.</param>
internal sealed record PreprocessBody(
    string Picture, string Preprocessor, IReadOnlyDictionary<string, double>? Options = null, int? Resolution = null, string? Mask = null,
    ulong Seed = 0);

/// <param name="Picture">PNG, as a data: URI.</param>
internal sealed record MapView(string Picture, int Width, int Height);

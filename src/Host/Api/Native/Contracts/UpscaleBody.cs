namespace Atelier.Host.Api.Native.Contracts;

/// <summary>What picture is to be made larger, and how.</summary>
/// <param name="Picture">An upload, a picture that was made here, a data: URI or base64.</param>
/// <param name="Scale">How many times, more than 0 to 8. Default 2; not used where a size is given.</param>
/// <param name="Width">Pixels; with <paramref name="Height"/> the picture fills the size and what is over is cut. One of both follows from
/// the other.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Upscaler">One of <c>GET /upscalers</c> that is for pictures. Default <c>lanczos</c>.</param>
/// <param name="Format">Of the answer: <c>png</c>, <c>jpeg</c> or <c>webp</c>. Default <c>png</c>.</param>
internal sealed record UpscaleBody(
    string Picture, double Scale = 2, int? Width = null, int? Height = null, string Upscaler = "lanczos", string Format = "png");

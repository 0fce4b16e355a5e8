namespace Atelier.Host.Api.Native.Contracts;

/// <summary>Which pictures are to be shown one after another.</summary>
/// <param name="Pictures">2 to 240 of one size, each an upload or a picture that was made here.</param>
/// <param name="Format"><c>webp</c> or <c>gif</c>. Default <c>webp</c>.</param>
/// <param name="Delay">How long each is shown, 10 to 10000 milliseconds. Default 100.</param>
/// <param name="Loops">How often it is played, 0 for ever, up to 1000. Default 0.</param>
/// <param name="Bounce">Whether it goes back the way it came before it begins again. Default false.</param>
/// <param name="Quality">1 to 100, of WebP. Default 85.</param>
internal sealed record AnimationBody(
    IReadOnlyList<string> Pictures, string Format = "webp", int Delay = 100, int Loops = 0, bool Bounce = false, int Quality = 85);

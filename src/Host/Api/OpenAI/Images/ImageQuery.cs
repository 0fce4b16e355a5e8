using Atelier.Generation;

namespace Atelier.Host.Api.OpenAI.Images;

/// <summary>What a caller of <c>images</c> wants.</summary>
/// <param name="Request">What to make.</param>
/// <param name="Format">Of the pictures: <c>png</c>, <c>jpeg</c> or <c>webp</c>.</param>
/// <param name="Quality">1 to 100, of JPEG and WebP.</param>
/// <param name="AsUrl">Whether the answer holds links; otherwise the pictures themselves.</param>
/// <param name="Stream">Whether the answer is a stream of events.</param>
/// <param name="PartialImages">How many unfinished pictures are told in it, 0 to 3.</param>
/// <param name="QualityWord">As it was asked for; null where it was not.</param>
internal sealed record ImageQuery(
    GenerationRequest Request, string Format, int? Quality, bool AsUrl, bool Stream, int PartialImages, string? QualityWord)
{
    /// <summary>What the events of a stream are called.</summary>
    public string EventName { get; init; } = "image_generation";
}

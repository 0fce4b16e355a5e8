using System.Text.Json.Serialization;

namespace Atelier.Host.Api.Automatic1111.Options;

/// <summary>
/// AUTOMATIC1111's settings that mean something here, one set for each key. Its other settings are accepted and not kept.
/// </summary>
internal sealed record Automatic1111Options
{
    /// <summary>The model of requests that name none; null takes the server's.</summary>
    public string? SdModelCheckpoint { get; init; }

    /// <summary>The autoencoder; null takes the model's own.</summary>
    public string? SdVae { get; init; }

    /// <summary>The text encoder's layer, counted from its end. 1 to 12.</summary>
    [JsonPropertyName("CLIP_stop_at_last_layers")]
    public int ClipStopAtLastLayers { get; init; } = 1;

    /// <summary>The format of answered pictures: <c>png</c>, <c>jpg</c> or <c>webp</c>.</summary>
    public string SamplesFormat { get; init; } = "png";

    /// <summary>Whether progress has pictures.</summary>
    public bool LivePreviewsEnable { get; init; } = true;

    /// <summary>Where noise comes from: <c>CPU</c> or <c>NV</c> (which AUTOMATIC1111 also calls <c>GPU</c>).</summary>
    public string RandnSource { get; init; } = "CPU";

    /// <summary>How weights of words act: <c>Original</c> or <c>Ignore</c>.</summary>
    public string Emphasis { get; init; } = "Original";

    /// <summary>The fraction of the schedule before which there is no guidance. 0 to 1.</summary>
    public double SkipEarlyCond { get; init; }
}

namespace Atelier.Generation;

/// <summary>An adapter (LoRA and kin) that a request applies, beside those its prompt names with <c>&lt;lora:name:weight&gt;</c>.</summary>
public sealed record AdapterUse
{
    /// <summary>Its name in <c>models/loras</c>.</summary>
    public required string Name { get; init; }

    /// <summary>Its strength on the UNet, −10 to 10. Default 1.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>Its strength on the text encoders; null takes <see cref="Weight"/>.</summary>
    public double? TextEncoderWeight { get; init; }

    /// <summary>The fraction of the schedule at which it begins, 0 to 1. Default 0.</summary>
    public double Start { get; init; }

    /// <summary>The fraction of the schedule at which it ends, 0 to 1. Default 1.</summary>
    public double End { get; init; } = 1;
}

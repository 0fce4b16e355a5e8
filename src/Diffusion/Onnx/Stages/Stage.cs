namespace Atelier.Diffusion.Onnx;

/// <summary>A part of a generation, during which some networks are open and no others.</summary>
/// <param name="Name">Which part.</param>
/// <param name="Model">Whose networks; null for those that work beside any model's.</param>
/// <param name="Variant">Which of several that take each other's place; null where there is one.</param>
internal sealed record Stage(string Name, object? Model, object? Variant = null)
{
    /// <summary>What ControlNets share with the UNet that they work beside, whichever it is.</summary>
    public static Stage BesideUNet { get; } = new("sample", null);

    public static Stage Text(object model, bool adaptable) => new("text", model, adaptable);

    public static Stage UNet(object model, object variant) => new(BesideUNet.Name, model, variant);

    public static Stage Decoder(object model, object variant) => new("decode", model, variant);

    public static Stage Encoder(object model, object variant) => new("encode", model, variant);

    /// <summary>That of a network beside the models which works alone.</summary>
    public static Stage Alone(object network) => new("alone", network);

    /// <summary>Whether networks of both may be open at once.</summary>
    public bool IsBeside(Stage other) => this == other || (Name == other.Name && (this == BesideUNet || other == BesideUNet));
}

namespace Atelier.Diffusion.Checkpoints;

/// <summary>The components of a checkpoint, under diffusers' folder names.</summary>
internal static class Components
{
    public const string TextEncoder = "text_encoder";
    public const string TextEncoder2 = "text_encoder_2";
    public const string UNet = "unet";
    public const string Vae = "vae";
    public const string Scheduler = "scheduler";
    public const string Tokenizer = "tokenizer";
    public const string Tokenizer2 = "tokenizer_2";

    /// <summary>Those that hold weights, in the order in which a picture meets them.</summary>
    public static readonly string[] WithWeights = [TextEncoder, TextEncoder2, UNet, Vae];
}

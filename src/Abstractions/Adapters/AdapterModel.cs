namespace Atelier.Adapters;

/// <summary>What of a model adapters may change.</summary>
/// <param name="Family"><c>sd1</c>, <c>sd2</c>, <c>sdxl</c>.</param>
/// <param name="Targets">Every layer with weights, of the UNet and the text encoders.</param>
public sealed record AdapterModel(string Family, IReadOnlyList<AdapterTarget> Targets);

/// <summary>A layer that adapters may change.</summary>
/// <param name="Component"><c>unet</c>, <c>text_encoder</c> or <c>text_encoder_2</c>.</param>
/// <param name="Path">Its module path as diffusers and transformers have it:
/// <c>down_blocks.0.attentions.0.transformer_blocks.0.attn1.to_q</c>.</param>
/// <param name="Shape">
/// Its weight's: outputs × inputs of a linear layer, outputs × inputs × height × width of a convolution, channels of a norm.
/// </param>
/// <param name="HasBias">Whether it has a bias, of as many values as the weight has rows.</param>
public sealed record AdapterTarget(string Component, string Path, IReadOnlyList<int> Shape, bool HasBias);

/// <summary>A change of one parameter, with where it comes from.</summary>
/// <param name="Target">The layer.</param>
/// <param name="Parameter"><c>weight</c> or <c>bias</c>.</param>
/// <param name="Tensors">The names of the file's tensors that it is made of.</param>
/// <param name="Change">What it does.</param>
public sealed record AdapterLayer(AdapterTarget Target, string Parameter, IReadOnlyList<string> Tensors, WeightChange Change);

using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Tensors;

namespace Atelier.Conditioning;

/// <summary>
/// Steers the UNet from outside while it runs, as ControlNet does. A singleton; what it learns of one generation is in its
/// <see cref="IConditioning"/>.
/// </summary>
public interface IConditioner : INamed
{
    /// <summary>Prepares the control units of a batch: opens networks, encodes hints once.</summary>
    /// <param name="request">Units and what is made.</param>
    /// <returns>Asked before every pass of the UNet; disposed after the batch.</returns>
    /// <exception cref="RequestException">A unit cannot be used, such as a ControlNet of another family.</exception>
    IConditioning Prepare(ConditioningRequest request);
}

/// <summary>What a conditioner prepares.</summary>
/// <param name="Units">The units, each with its map at the size that is made.</param>
/// <param name="Network">The UNet that is steered.</param>
/// <param name="LatentShape">[batch, channels, height, width].</param>
/// <param name="Files">The files beside the models.</param>
/// <param name="Runtime">Runs networks.</param>
/// <param name="Cancellation">Ends the work early.</param>
public sealed record ConditioningRequest(
    IReadOnlyList<PreparedControl> Units, UNetShape Network, TensorShape LatentShape, IModelFiles Files, IModelRuntime Runtime,
    CancellationToken Cancellation);

/// <summary>What of a UNet decides which networks fit it.</summary>
/// <param name="Family">The model's family: <c>sd1</c>, <c>sd2</c>, <c>sdxl</c>.</param>
/// <param name="TextWidth">The width of the text's embeddings: 768 (SD 1.x), 1024 (SD 2.x), 2048 (SDXL).</param>
/// <param name="Skips">The channels of each skip, in the order they are made.</param>
/// <param name="Middle">The channels of the middle.</param>
public sealed record UNetShape(string Family, int TextWidth, IReadOnlyList<int> Skips, int Middle);

/// <summary>A control unit with its map.</summary>
/// <param name="Unit">As it was asked for.</param>
/// <param name="Field">The request's field that it is, for errors: <c>controls[0]</c>.</param>
/// <param name="Map">What the network sees, at the size that is made.</param>
/// <param name="Mask">White where the network sees −1 instead of the map, of the map's size; null nowhere.</param>
public sealed record PreparedControl(ControlUnit Unit, string Field, Picture Map, Picture? Mask = null);

/// <summary>A batch's conditioning.</summary>
public interface IConditioning : IDisposable
{
    /// <summary>What is added inside the UNet in one pass.</summary>
    /// <param name="pass">The pass.</param>
    /// <returns>Null where nothing is added at this point of the schedule. The arrays are the caller's.</returns>
    UNetResiduals? At(UNetPass pass);
}

/// <summary>One pass of the UNet, a row a picture and prompt.</summary>
/// <param name="Sample">The scaled input, [rows, channels, height, width].</param>
/// <param name="Timestep">The same for all rows; may be fractional.</param>
/// <param name="EncoderHiddenStates">The text's embeddings, [rows, tokens, width].</param>
/// <param name="TextEmbeds">SDXL's pooled embeddings, [rows, width]; null elsewhere.</param>
/// <param name="TimeIds">SDXL's sizes, [rows, 6]; null elsewhere.</param>
/// <param name="Negative">For each row whether it is the negative or the empty prompt's.</param>
/// <param name="Progress">The fraction of the schedule that lies behind.</param>
/// <param name="Cancellation">Ends the pass early.</param>
public sealed record UNetPass(
    NetworkTensor Sample, double Timestep, NetworkTensor EncoderHiddenStates, NetworkTensor? TextEmbeds, NetworkTensor? TimeIds,
    IReadOnlyList<bool> Negative, double Progress, CancellationToken Cancellation);

/// <summary>What is added to the UNet's skips and to its middle.</summary>
/// <param name="Down">One for each skip, in the order they are made; [rows, channels, height, width].</param>
/// <param name="Middle">[rows, channels, height, width].</param>
public sealed record UNetResiduals(IReadOnlyList<NetworkTensor> Down, NetworkTensor Middle);

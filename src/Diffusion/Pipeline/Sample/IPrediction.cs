using Atelier.Diffusion.Checkpoints;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Sample;

/// <summary>How a network's output becomes the clean latent: k-diffusion's wrappers (external.py), with Karras et al.'s names.</summary>
internal interface IPrediction
{
    /// <summary>The clean latent.</summary>
    /// <param name="x">The noisy latent, <c>x0 + sigma · noise</c>.</param>
    /// <param name="sigma">Its noise level.</param>
    /// <param name="output">What the network made of <c>x · c_in</c>.</param>
    Latent Denoised(Latent x, double sigma, Latent output);

    /// <summary>
    /// What the network's input is scaled by: <c>1 / √(sigma² + 1)</c>, for all that were trained on variance-preserving noise.
    /// </summary>
    static double InputScale(double sigma) => 1 / Math.Sqrt((sigma * sigma) + 1);

    /// <summary>The prediction of a prediction type.</summary>
    /// <exception cref="CheckpointException">The type is not known.</exception>
    static IPrediction Of(string predictionType) => predictionType switch
    {
        "epsilon" => new EpsilonPrediction(),
        "v_prediction" => new VPrediction(),
        "sample" => new SamplePrediction(),
        _ => throw new CheckpointException(
            $"scheduler_config.json: prediction_type is '{predictionType}'; it must be epsilon, v_prediction or sample"),
    };
}

/// <summary>The network predicts the noise (Ho et al. 2020).</summary>
internal sealed class EpsilonPrediction : IPrediction
{
    public Latent Denoised(Latent x, double sigma, Latent output) => x - (output * sigma);
}

/// <summary>The network predicts the velocity (Salimans and Ho 2022).</summary>
internal sealed class VPrediction : IPrediction
{
    public Latent Denoised(Latent x, double sigma, Latent output)
    {
        var variance = (sigma * sigma) + 1;
        return (x / variance) - (output * (sigma / Math.Sqrt(variance)));
    }
}

/// <summary>The network predicts the clean latent.</summary>
internal sealed class SamplePrediction : IPrediction
{
    public Latent Denoised(Latent x, double sigma, Latent output) => output;
}

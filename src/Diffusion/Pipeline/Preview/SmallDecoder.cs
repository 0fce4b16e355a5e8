using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Autoencoders;
using Atelier.Diffusion.Pipeline.Decode;
using Atelier.Generation;
using Atelier.Imaging;
using Atelier.Networks;
using Atelier.Tensors;

namespace Atelier.Diffusion.Pipeline.Preview;

/// <summary>
/// Previews by a small autoencoder (TAESD) of <c>models/vae</c>. Whether one was made for the model's latents no file says: it is taken
/// where it decodes a few random latents to about the colours that the model's own does.
/// </summary>
internal sealed class SmallDecoder(ChosenAutoencoder autoencoder) : IDisposable
{
    /// <summary>Larger estimates are made smaller first: 512 pixels are as much as a preview shows.</summary>
    private const int LongestSide = 64;

    private const int Colours = 3;
    private const double LeastLikeness = 0.7;

    private static readonly TilingOptions Whole = new() { Threshold = int.MaxValue };

    public TimeSpan TimeInRuntime => autoencoder.TimeInRuntime;

    /// <summary>The first that fits; null where none does.</summary>
    /// <param name="files">Where they lie.</param>
    /// <param name="model">Whose latents it must know.</param>
    /// <param name="sessions">Runs it.</param>
    /// <param name="samples">What the model's own makes of a few latents.</param>
    /// <param name="cancellation">Ends the search.</param>
    public static SmallDecoder? Find(
        IModelFiles files, Checkpoint model, SessionFactory sessions, IReadOnlyList<SampleLatent> samples, CancellationToken cancellation)
    {
        foreach (var file in files.List(ModelFileKinds.Vae))
        {
            if (Open(file, model, sessions) is { } opened)
            {
                var small = new SmallDecoder(opened);
                if (small.IsLike(samples, cancellation))
                {
                    return small;
                }

                small.Dispose();
            }
        }

        return null;
    }

    /// <summary>The picture that an estimate will be; null where it holds values that are not numbers.</summary>
    /// <param name="latent">1 × channels × height × width, in the model's latent scale.</param>
    /// <param name="cancellation">Ends it early.</param>
    public Picture? Apply(Latent latent, CancellationToken cancellation)
    {
        foreach (var value in latent.Values)
        {
            if (!double.IsFinite(value))
            {
                return null;
            }
        }

        var longest = Math.Max(latent.Shape[2], latent.Shape[3]);
        var small = Averaged(latent, (longest + LongestSide - 1) / LongestSide);
        var planes = autoencoder.Decoder(Whole, cancellation).Decode(small, cancellation);
        return Picture.FromDecoder(planes.Values, planes.Width, planes.Height);
    }

    public void Dispose() => autoencoder.Dispose();

    private static ChosenAutoencoder? Open(ModelFile file, Checkpoint model, SessionFactory sessions)
    {
        try
        {
            var opened = ChosenAutoencoder.Open(file, model, sessions);
            if (opened.IsSmall)
            {
                return opened;
            }

            opened.Dispose();
        }
        catch (CheckpointException)
        {
            // Of another model, or nothing that previews could be made with: whoever names it in a request is told.
        }

        return null;
    }

    private bool IsLike(IReadOnlyList<SampleLatent> samples, CancellationToken cancellation)
    {
        try
        {
            var own = SampleLatent.Of(autoencoder.Decoder(Whole, cancellation), samples[0].Latent.Shape[1], cancellation);
            return Correlation(Values(own), Values(samples)) >= LeastLikeness;
        }
        catch (Exception error) when (error is RequestException or GenerationException or ModelRuntimeException)
        {
            return false;
        }
    }

    private static double[] Values(IReadOnlyList<SampleLatent> samples) =>
    [
        .. from sample in samples
           from colour in Enumerable.Range(0, Colours)
           from at in Enumerable.Range(0, SampleLatent.Side * SampleLatent.Side)
           select sample.Colour(colour, at / SampleLatent.Side, at % SampleLatent.Side),
    ];

    private static double Correlation(double[] left, double[] right)
    {
        var (meanLeft, meanRight) = (left.Average(), right.Average());
        var spread = Math.Sqrt(left.Sum(value => Math.Pow(value - meanLeft, 2)) * right.Sum(value => Math.Pow(value - meanRight, 2)));
        return spread == 0 ? 0 : left.Zip(right, (a, b) => (a - meanLeft) * (b - meanRight)).Sum() / spread;
    }

    private static Latent Averaged(Latent latent, int size)
    {
        if (size == 1)
        {
            return latent;
        }

        var (channels, height, width) = (latent.Shape[1], latent.Shape[2] / size, latent.Shape[3] / size);
        var values = new double[channels * height * width];
        for (var i = 0; i < values.Length; i++)
        {
            var (channel, row, column) = (i / (height * width), i / width % height * size, i % width * size);
            for (var at = 0; at < size * size; at++)
            {
                var place = (((channel * latent.Shape[2]) + row + (at / size)) * latent.Shape[3]) + column + (at % size);
                values[i] += latent.Values[place] / (size * size);
            }
        }

        return Latent.Own(new TensorShape(1, channels, height, width), values);
    }
}

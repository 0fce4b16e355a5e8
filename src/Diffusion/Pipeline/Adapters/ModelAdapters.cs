using Atelier.Adapters;
using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Sample;
using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.Adapters;

/// <summary>
/// What a loaded model needs for adapters: its weights outside of its sessions, and text encoders that take them as inputs. All of it is
/// made when the first adapter comes, and stays. For one generation at a time.
/// </summary>
/// <param name="checkpoint">The model.</param>
/// <param name="catalog">Where adapters are found.</param>
/// <param name="build">Builds a text encoder that takes its weights as inputs, beside whoever asks.</param>
internal sealed class ModelAdapters(Checkpoint checkpoint, AdapterCatalog catalog, Func<int, Task<IModelSession>> build)
{
    private readonly Lazy<AdapterModel> _model = new(() => AdapterTargets.Of(checkpoint));
    private readonly Dictionary<string, AdaptableWeights> _weights = [];
    private readonly Dictionary<int, Task<IModelSession>> _textEncoders = [];

    /// <summary>The sessions that were built here.</summary>
    public IEnumerable<Task<IModelSession>> Sessions => _textEncoders.Values;

    /// <summary>Opens the adapters of a batch.</summary>
    /// <param name="wanted">What it asks for.</param>
    /// <param name="formats">What plugins can read.</param>
    /// <param name="cancellation">Ends it early.</param>
    /// <exception cref="RequestException">One is not there, damaged, or for another kind of model.</exception>
    public AdapterSet Open(IReadOnlyList<WantedAdapter> wanted, IReadOnlyList<IAdapterFormat> formats, CancellationToken cancellation) =>
        wanted.Count == 0 ? AdapterSet.Empty
        : checkpoint.Ready is null ? AdapterSet.Open(wanted, catalog, _model.Value, formats, cancellation)
        : throw new RequestException(
            wanted[0].Field,
            $"{checkpoint.Name} is made of ready-made ONNX networks, which cannot be changed; adapters need the model's safetensors");

    /// <summary>The UNet with adapters in force, each over its part of the schedule.</summary>
    /// <param name="session">An adaptable variant.</param>
    /// <param name="adapters">The batch's.</param>
    /// <param name="sigmas">The schedule.</param>
    /// <param name="table">The model's noise levels.</param>
    /// <param name="cancellation">Ends merging early.</param>
    public IModelSession UNet(IModelSession session, AdapterSet adapters, double[] sigmas, SigmaTable table, CancellationToken cancellation)
    {
        var weights = Weights(AdapterTargets.UNet, checkpoint.UNet.Weights);
        var steps = new StepFinder([.. sigmas.Select(sigma => (double)(float)table.TimestepAt(sigma))]);
        return ((AdaptableSession)session).With(weights, inputs =>
            weights.Apply(AdapterTargets.UNet, adapters.OnUNet(steps.ProgressAt(inputs["timestep"].Floats[0])), cancellation));
    }

    /// <summary>A text encoder with adapters in force.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <param name="part">The encoder.</param>
    /// <param name="on">Those in force on it, at least one.</param>
    /// <param name="cancellation">Ends the waiting and merging early.</param>
    public ClipTextNetwork TextEncoder(int index, TextEncoderPart part, IReadOnlyList<WeightedAdapter> on, CancellationToken cancellation)
    {
        var component = AdapterTargets.TextEncoder(index);
        var weights = Weights(component, part.Weights);
        if (!_textEncoders.TryGetValue(index, out var session))
        {
            _textEncoders.Add(index, session = build(index));
        }

        var adaptable = (AdaptableSession)session.Await(cancellation);
        var identity = $"{component}\n{string.Join('\n', on.Select(adapter => adapter.Key))}";
        return new ClipTextNetwork(identity, part.Config, adaptable.With(weights, _ => weights.Apply(component, on, cancellation)));
    }

    private AdaptableWeights Weights(string component, IWeights stored)
    {
        if (!_weights.TryGetValue(component, out var weights))
        {
            _weights.Add(component, weights = new AdaptableWeights(stored));
        }

        return weights;
    }
}

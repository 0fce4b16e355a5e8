using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Networks;

namespace Atelier.Diffusion.Pipeline.Adapters;

/// <summary>A session whose weights are inputs: another adapter is other inputs, and nothing is built anew.</summary>
/// <param name="session">The session.</param>
/// <param name="inputs">Which of its inputs are weights.</param>
internal sealed class AdaptableSession(IModelSession session, IReadOnlyList<AdaptableInput> inputs) : IModelSession
{
    public IReadOnlyList<NetworkPort> Inputs => session.Inputs;

    public IReadOnlyList<NetworkPort> Outputs => session.Outputs;

    public TimeSpan TimeInRuntime => session.TimeInRuntime;

    /// <summary>The session with these weights, as they are at each run.</summary>
    /// <param name="weights">The component's.</param>
    /// <param name="prepare">Called before each run with its inputs: puts the adapters in that are in force.</param>
    public IModelSession With(AdaptableWeights weights, Action<IReadOnlyDictionary<string, TensorValue>> prepare) =>
        new Adapted(this, weights, prepare);

    public IReadOnlyDictionary<string, TensorValue> Run(IReadOnlyDictionary<string, TensorValue> given, CancellationToken cancellation = default) =>
        session.Run(given, cancellation);

    public void Dispose() => session.Dispose();

    private IReadOnlyDictionary<string, TensorValue> Run(Func<IReadOnlyDictionary<string, TensorValue>> given, Action release, CancellationToken cancellation) =>
        session is StagedSession staged ? staged.Run(given, release, cancellation) : session.Run(given(), cancellation);

    private Dictionary<string, TensorValue> Join(IReadOnlyDictionary<string, TensorValue> given, AdaptableWeights weights)
    {
        var all = new Dictionary<string, TensorValue>(given);
        foreach (var input in inputs)
        {
            var length = input.Shape.Aggregate(1, (product, size) => product * size);
            all[input.Input] = TensorValue.Of(weights[input.Weight].Slice(input.Start, length), input.Shape);
        }

        return all;
    }

    /// <summary>One generation's view. The session is others' to dispose of.</summary>
    private sealed class Adapted(AdaptableSession owner, AdaptableWeights weights, Action<IReadOnlyDictionary<string, TensorValue>> prepare)
        : IModelSession
    {
        public IReadOnlyList<NetworkPort> Inputs => owner.Inputs;

        public IReadOnlyList<NetworkPort> Outputs => owner.Outputs;

        public TimeSpan TimeInRuntime => owner.TimeInRuntime;

        public IReadOnlyDictionary<string, TensorValue> Run(IReadOnlyDictionary<string, TensorValue> given, CancellationToken cancellation = default) =>
            owner.Run(
                () =>
                {
                    prepare(given);
                    return owner.Join(given, weights);
                },
                weights.Release,
                cancellation);

        public void Dispose()
        {
        }
    }
}

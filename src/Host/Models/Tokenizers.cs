using System.Collections.Concurrent;
using Atelier.Diffusion.Pipeline.TextEncode;

namespace Atelier.Host.Models;

/// <summary>Counts tokens as the models do, in managed code. A tokenizer is opened once for each state of the models folder.</summary>
internal sealed class Tokenizers(ModelShelf shelf)
{
    // Facts are made anew when a file changes, so that an old counter is not found again; few are held.
    private const int Most = 8;

    private readonly ConcurrentDictionary<ModelFacts, Lazy<TokenCounter>> _counters = new(ReferenceEqualityComparer.Instance);

    /// <exception cref="Atelier.Diffusion.Checkpoints.CheckpointException">The model's tokenizer is broken.</exception>
    public TokenCounter Of(ModelFacts model)
    {
        if (_counters.Count >= Most && !_counters.ContainsKey(model))
        {
            _counters.Clear();
        }

        return _counters.GetOrAdd(model, _ => new Lazy<TokenCounter>(() => Open(model))).Value;
    }

    private TokenCounter Open(ModelFacts model)
    {
        using var checkpoint = shelf.Open(model);
        return TokenCounter.Of(checkpoint);
    }
}

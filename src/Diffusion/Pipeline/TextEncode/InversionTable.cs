using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.Tokenize;
using Atelier.Generation;

namespace Atelier.Diffusion.Pipeline.TextEncode;

/// <summary>
/// The textual inversions that prompts may call (Gal et al. 2022), for one text encoder, with the vectors of those that they did. Found
/// among a prompt's tokens as AUTOMATIC1111 finds them (<c>textual_inversion.py</c>): by the tokens of the name, the longest first.
/// </summary>
internal sealed class InversionTable
{
    private readonly EmbeddingCatalog _catalog;
    private readonly IReadOnlyList<int> _widths;
    private readonly int _encoder;
    private readonly int _vocabulary;
    private readonly Dictionary<int, List<(IReadOnlyList<int> Tokens, EmbeddingEntry Entry)>> _byFirstToken = [];
    private readonly OrderedDictionary<EmbeddingEntry, (int FirstId, string Hash)> _called = [];
    private readonly List<float> _vectors = [];

    /// <summary>Prepares for prompts.</summary>
    /// <param name="entries">What there is.</param>
    /// <param name="catalog">Where it is read.</param>
    /// <param name="tokenizer">The encoder's.</param>
    /// <param name="configs">The model's text encoders.</param>
    /// <param name="encoder">Which of them this is for.</param>
    public InversionTable(
        IReadOnlyList<EmbeddingEntry> entries, EmbeddingCatalog catalog, ClipTokenizer tokenizer, IReadOnlyList<ClipTextConfig> configs,
        int encoder)
    {
        _catalog = catalog;
        _widths = [.. configs.Select(config => config.HiddenSize)];
        _encoder = encoder;
        _vocabulary = configs[encoder].VocabSize;
        foreach (var entry in entries)
        {
            foreach (var word in new[] { Path.GetFileName(entry.Name), entry.Token }.OfType<string>().Distinct())
            {
                if (tokenizer.Encode(word) is { Count: > 0 } tokens)
                {
                    _byFirstToken.TryAdd(tokens[0], []);
                    _byFirstToken[tokens[0]].Add((tokens, entry));
                }
            }
        }

        foreach (var entry in _byFirstToken.Values)
        {
            entry.Sort((a, b) => b.Tokens.Count.CompareTo(a.Tokens.Count));
        }
    }

    /// <summary>Those that prompts called so far, with their hashes, in the order of the calls.</summary>
    public IEnumerable<(EmbeddingEntry Entry, string Hash)> Called => _called.Select(call => (call.Key, call.Value.Hash));

    /// <summary>Tells apart what the ids beyond the vocabulary mean.</summary>
    public string Identity => string.Join('\n', _called.Select(call => $"{call.Key.Name}:{call.Value.Hash}"));

    /// <summary>The vectors of those that were called, row-major: the first has the id of the vocabulary's size.</summary>
    public ReadOnlyMemory<float> Vectors => _vectors.ToArray();

    /// <summary>The textual inversion whose word begins at a token; null where none does.</summary>
    /// <param name="tokens">A piece of the prompt.</param>
    /// <param name="position">Where in it.</param>
    /// <param name="field">The request's field, for errors.</param>
    /// <exception cref="RequestException">It cannot be used, or is for another kind of model.</exception>
    public InversionCall? At(IReadOnlyList<int> tokens, int position, string field)
    {
        if (!_byFirstToken.TryGetValue(tokens[position], out var candidates))
        {
            return null;
        }

        var (word, entry) =
            candidates.Find(candidate => tokens.Skip(position).Take(candidate.Tokens.Count).SequenceEqual(candidate.Tokens));
        return entry is null ? null : new InversionCall(Call(entry, field), entry.Vectors, word.Count);
    }

    private int Call(EmbeddingEntry entry, string field)
    {
        if (_called.TryGetValue(entry, out var known))
        {
            return known.FirstId;
        }

        if (entry.Problem is { } problem)
        {
            throw new RequestException(field, $"the textual inversion {entry.Name} cannot be used: {problem}");
        }

        if (!entry.Widths.SequenceEqual(_widths))
        {
            throw new RequestException(
                field,
                $"the textual inversion {entry.Name} has vectors of {string.Join(" and ", entry.Widths)} numbers; this model's text takes {string.Join(" and ", _widths)}: it is for another kind of model");
        }

        try
        {
            var first = _vocabulary + (_vectors.Count / _widths[_encoder]);
            var vectors = EmbeddingVectors.Read(entry)[_encoder];
            NotANumber.Check(vectors, $"The textual inversion {entry.Name}");
            _called.Add(entry, (first, _catalog.Hash(entry)));
            _vectors.AddRange(vectors);
            return first;
        }
        catch (CheckpointException exception)
        {
            throw new RequestException(field, $"the textual inversion {entry.Name} cannot be used: {exception.Reason}");
        }
    }
}

/// <summary>A textual inversion in a prompt.</summary>
/// <param name="FirstId">The id of its first vector; the others follow.</param>
/// <param name="Vectors">How many.</param>
/// <param name="Tokens">How many of the prompt's tokens they stand for.</param>
internal readonly record struct InversionCall(int FirstId, int Vectors, int Tokens);

using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Diffusion.Pipeline.Tokenize;
using Atelier.Diffusion.Tests.Pipeline.Tokenize;

namespace Atelier.Diffusion.Tests.Pipeline.TextEncode;

/// <summary>Text encoders over a vocabulary of bytes: a letter is a token.</summary>
internal sealed class Encoders : IDisposable
{
    private readonly TokenizerFolder _folder = new();

    public Encoders() => Tokenizer = _folder.Open();

    public ClipTokenizer Tokenizer { get; }

    public TextEmbeddingCache Cache { get; } = new();

    public int Pad { get; init; } = 7;

    public long Id(string token) => _folder.Ids(token)[0];

    public ClipTextConfig Config(int positions = 77, bool penultimate = false) => new()
    {
        VocabSize = Tokenizer.LargestId + 1,
        HiddenSize = CountingNetwork.Width,
        IntermediateSize = 1,
        Heads = 1,
        Layers = 3,
        MaxPositions = positions,
        PadTokenId = Pad,
        Penultimate = penultimate,
    };

    public CountingNetwork Network(int positions = 77, string identity = "counting") => new(positions, Tokenizer.EndId, identity);

    public ClipTextEncoder Encoder(ITextEncoderNetwork network, int positions = 77, bool penultimate = false) =>
        new(Config(positions, penultimate), Tokenizer, network, Cache);

    public void Dispose() => _folder.Dispose();
}

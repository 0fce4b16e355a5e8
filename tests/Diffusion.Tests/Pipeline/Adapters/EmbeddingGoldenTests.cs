using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Diffusion.Onnx;
using Atelier.Diffusion.Pipeline.Prompts;
using Atelier.Diffusion.Pipeline.TextEncode;
using Atelier.Diffusion.Pipeline.Tokenize;
using Atelier.Diffusion.Tests.Graphs;
using Atelier.Networks;
using Atelier.Support;

namespace Atelier.Diffusion.Tests.Pipeline.Adapters;

/// <summary>The reference's textual inversion of three vectors, as it is read and as prompts call it.</summary>
[Trait("Category", "Golden")]
public sealed class EmbeddingGoldenTests : IDisposable
{
    private const string Table = "text_model.embeddings.token_embedding.weight";
    private readonly AdapterFolder _folder = new();

    [GoldenFact]
    public void Its_vectors_are_the_file_s_own()
    {
        var tensor = Golden.Open("adapters", "embedding.safetensors")["emb_params"];
        var entry = Entry();

        Assert.Equal(("embedding", null, 3, null), (entry.Name, entry.Token, entry.Vectors, entry.Problem));
        Assert.Equal(tensor.Shape.AsEnumerable(), [entry.Vectors, .. entry.Widths]);
        Assert.Equal(tensor.Floats, Assert.Single(EmbeddingVectors.Read(entry)));
    }

    [GoldenTheory]
    [InlineData("a embedding on a hill")]
    [InlineData("embedding, embedding")]
    [InlineData("a hill")]
    public void A_prompt_that_calls_it_is_encoded_as_if_the_reference_s_text_encoder_had_its_vectors_as_words(string prompt)
    {
        using var checkpoint = CheckpointReader.Open(Golden.PathOf("sd15"), Golden.Folder);
        var (config, weights) = (checkpoint.TextEncoders[0].Config, checkpoint.TextEncoders[0].Weights);
        var tokenizer = ClipTokenizer.Open(Golden.PathOf("tokenizer"));
        var catalog = new EmbeddingCatalog(_folder.Root);
        var inversions = new InversionTable([Entry()], catalog, tokenizer, [config], encoder: 0);
        using var session = new SessionFactory(new OnnxRuntimeOptions()).Create(ClipTextGraph.Build(config, weights));
        var encoder =
            new ClipTextEncoder(config, tokenizer, new ClipTextNetwork("golden", config, session), new TextEmbeddingCache(), inversions);

        var chunk = Assert.Single(encoder.Chunker.Chunk(PromptAttention.Parse(prompt)));
        var hidden = Assert.Single(encoder.Encode([chunk], new TextEncoderLayer(1, FinalNorm: true), default)).Hidden;

        var calls = prompt.Split("embedding").Length - 1;
        Assert.Equal(3 * calls, chunk.Ids.Count(id => id >= config.VocabSize));
        Assert.Equal(calls > 0 ? ["embedding"] : [], encoder.Called.Select(called => called.Name));

        // The same ids, where three words that no prompt here says have the vectors.
        using var written = WithWords(weights, config, out var first);
        using var other = new SessionFactory(new OnnxRuntimeOptions()).Create(ClipTextGraph.Build(config, written));
        var expected = other.Run(new Dictionary<string, TensorValue>
        {
            ["input_ids"] =
                TensorValue.Of(
                    Array.ConvertAll(chunk.Ids, id => id < config.VocabSize ? id : first + id - config.VocabSize), 1, chunk.Ids.Length),
            ["clip_skip"] = TensorValue.Of([1L], 1),
        })["normed_hidden_state"].Floats;
        Assert.All(expected.Zip(hidden), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
    }

    public void Dispose() => _folder.Dispose();

    private EmbeddingEntry Entry()
    {
        _folder.Copy(Golden.PathOf("adapters", "embedding.safetensors"), ModelFileKinds.Embedding);
        return Assert.Single(new EmbeddingCatalog(_folder.Root).List());
    }

    private static WrittenWeights WithWords(IWeights weights, ClipTextConfig config, out long first)
    {
        first = 1000;
        var written = new WrittenWeights();
        foreach (var name in weights.Names)
        {
            var values = weights.Floats(weights.Find(name)!);
            if (name == Table)
            {
                Golden.Open("adapters", "embedding.safetensors")["emb_params"].Floats.CopyTo(values.AsSpan((int)first * config.HiddenSize));
            }

            written.Add(name, [.. weights.Find(name)!.Shape], values);
        }

        return written;
    }
}

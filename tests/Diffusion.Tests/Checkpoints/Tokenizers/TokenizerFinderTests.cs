using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

public sealed class TokenizerFinderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Places_are_tried_from_the_nearest_to_the_models_folder()
    {
        // Each place is looked into only while no nearer one holds a tokenizer: fill them from the farthest.
        string[] places = ["models", "models/tokenizer", "", "tokenizer", "m/tokenizer"];
        Assert.Null(Find());
        foreach (var place in places)
        {
            TinyModel.WriteTokenizer(_folder, place.Length == 0 ? "." : place);
            var found = Find()!;
            Assert.Equal(_folder.PathOf(place).TrimEnd('/'), found.Folder);
            Assert.Equal(place == "m/tokenizer", found.IsOwn);
        }
    }

    [Fact]
    public void A_second_encoder_may_use_the_first_ones_files()
    {
        TinyModel.WriteTokenizer(_folder, "m/tokenizer");
        Assert.Equal(new FoundTokenizer(_folder.PathOf("m/tokenizer"), IsOwn: false), Find(Components.Tokenizer2));
        TinyModel.WriteTokenizer(_folder, "m/tokenizer_2");
        Assert.Equal(new FoundTokenizer(_folder.PathOf("m/tokenizer_2"), IsOwn: true), Find(Components.Tokenizer2));
    }

    [Fact]
    public void A_folder_with_one_of_the_two_files_is_none()
    {
        _folder.Write("tokenizer/vocab.json", TinyModel.Vocab);
        Assert.Null(Find());
    }

    public void Dispose() => _folder.Dispose();

    private FoundTokenizer? Find(string name = Components.Tokenizer)
    {
        using var layout =
            Layout.Open(_folder.Write(
                "m.safetensors", SafetensorsWriter.Of(TensorType.F16, [("model.diffusion_model.out.0.weight", [1])])));
        return TokenizerFinder.Find(layout, name, _folder.PathOf("models"));
    }
}

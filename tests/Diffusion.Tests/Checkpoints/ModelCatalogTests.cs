using Atelier.Diffusion.Checkpoints;
using Atelier.Generation;

namespace Atelier.Diffusion.Tests.Checkpoints;

public sealed class ModelCatalogTests : IDisposable
{
    private readonly TemporaryFolder _outer = new();
    private readonly ModelCatalog _catalog;

    public ModelCatalogTests()
    {
        Directory.CreateDirectory(_outer.PathOf("models"));
        _catalog = new ModelCatalog(_outer.PathOf("models"));
    }

    [Fact]
    public void Models_are_listed_by_name_here_and_one_folder_deeper()
    {
        TinyModel.Write(_outer, "models/Tiny");
        TinyModel.Write(_outer, "models/sub/other");
        TinyModel.Write(_outer, "models/sub/deep/hidden");
        TinyModel.WriteTokenizer(_outer, "models/tokenizer");
        Assert.Equal(["sub/other", "Tiny"], _catalog.List().Select(entry => entry.Name));
        Assert.All(_catalog.List(), entry => Assert.Equal("ready", entry.State));
    }

    [Fact]
    public void A_truncated_file_is_listed_as_invalid_and_the_others_still_work()
    {
        TinyModel.Write(_outer, "models/good");
        _outer.Write("models/bad.safetensors", SafetensorsWriter.Of(TensorType.F32, [("a", [100])])[..200]);
        Assert.StartsWith("invalid: truncated (", _catalog.List().Single(entry => entry.Name == "bad").State, StringComparison.Ordinal);
        using var good = _catalog.Open("good");
        Assert.Equal("good", good.Name);
        var error = Assert.Throws<RequestException>(() => _catalog.Find("bad"));
        Assert.Equal("model", error.Field);
        Assert.StartsWith("bad cannot be used: invalid: truncated", error.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_pickle_dropped_in_is_listed_as_refused_with_the_way_out()
    {
        _outer.Write("models/old.ckpt", "never read");
        var entry = Assert.Single(_catalog.List());
        Assert.Equal("old", entry.Name);
        Assert.StartsWith("refused: a .ckpt file is a Python pickle", entry.State, StringComparison.Ordinal);
        Assert.Contains(
            "use the model's .safetensors file", Assert.Throws<RequestException>(() => _catalog.Find("old")).Problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Sound_files_that_are_no_models_are_left_out()
    {
        _outer.Write("models/loras/style.safetensors", SafetensorsWriter.Of(TensorType.F16, [("lora_unet_x.lora_up.weight", [1])]));
        Assert.Empty(_catalog.List());
    }

    [Theory]
    [InlineData("Tiny-Model")]
    [InlineData("tiny-model")]
    [InlineData("Tiny-Model [0123456789]")]
    public void A_name_is_found_in_any_case_and_with_a_hash_behind_it(string name)
    {
        TinyModel.Write(_outer, "models/Tiny-Model");
        Assert.Equal("Tiny-Model", _catalog.Find(name).Name);
    }

    [Fact]
    public void A_file_that_shares_its_name_with_a_folder_keeps_its_ending()
    {
        TinyModel.Write(_outer, "models/m");
        _outer.Write("models/m.safetensors", SafetensorsWriter.Of(TensorType.F16, [("model.diffusion_model.out.0.weight", [1])]));
        Assert.Equal(["m", "m.safetensors"], _catalog.List().Select(entry => entry.Name));
        Assert.True(Directory.Exists(_catalog.Find("m").Path));
    }

    [Fact]
    public void An_exact_name_goes_before_another_in_other_case()
    {
        TinyModel.Write(_outer, "models/Model");
        TinyModel.Write(_outer, "models/model");
        Assert.Equal(["Model", "model"], new[] { "Model", "model" }.Select(name => _catalog.Find(name).Name));
    }

    [Theory]
    [InlineData("../secret")]
    [InlineData("../../x")]
    [InlineData("sub/../good")]
    [InlineData("./good")]
    [InlineData("CON")]
    [InlineData("")]
    [InlineData("\0")]
    [InlineData("good/unet")]
    public void A_name_that_is_not_listed_is_unknown_whatever_it_would_be_as_a_path(string name)
    {
        TinyModel.Write(_outer, "models/good");
        TinyModel.Write(_outer, "secret");
        var error = Assert.Throws<RequestException>(() => _catalog.Find(name));
        Assert.Equal("model", error.Field);
        Assert.EndsWith("is not known; known are good", error.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }

    [Fact]
    public void An_absolute_path_is_no_name_for_requests_but_is_one_for_the_command_line()
    {
        var path = TinyModel.Write(_outer, "secret");
        TinyModel.Write(_outer, "models/good");
        Assert.Throws<RequestException>(() => _catalog.Find(path));
        Assert.Equal(path, _catalog.Locate(path));
        Assert.Equal(_outer.PathOf("models", "good"), _catalog.Locate("good"));
    }

    [Fact]
    public void A_very_long_name_is_not_repeated_whole() =>
        Assert.InRange(Assert.Throws<RequestException>(() => _catalog.Find(new string('x', 4096))).Message.Length, 1, 200);

    [Fact]
    public void A_link_out_of_the_folder_is_refused_and_one_inside_it_works()
    {
        TinyModel.Write(_outer, "secret");
        TinyModel.Write(_outer, "models/good");
        Directory.CreateSymbolicLink(_outer.PathOf("models", "out"), _outer.PathOf("secret"));
        Directory.CreateSymbolicLink(_outer.PathOf("models", "same"), _outer.PathOf("models", "good"));
        var states = _catalog.List().ToDictionary(entry => entry.Name, entry => entry.State);
        Assert.StartsWith("refused: a link to a place outside", states["out"], StringComparison.Ordinal);
        Assert.Equal(("ready", "ready"), (states["good"], states["same"]));
    }

    [Fact]
    public void A_folder_that_does_not_exist_holds_nothing()
    {
        var error = Assert.Throws<RequestException>(() => new ModelCatalog(_outer.PathOf("none")).Find("x"));
        Assert.Equal("'x' is not known; the models folder holds no model that can be used", error.Problem);
    }

    public void Dispose() => _outer.Dispose();
}

using Atelier.Adapters;
using Atelier.Compliance.Doubles;
using Xunit;

namespace Atelier.Compliance;

/// <summary>
/// What every <see cref="IAdapterFormat"/> keeps to. Inherit it and give the format, with a small file of its kind and the model that it is
/// for.
/// </summary>
public abstract class AdapterCompliance
{
    protected abstract IAdapterFormat Format { get; }

    /// <summary>A model of a layer or more.</summary>
    protected abstract AdapterModel Model { get; }

    /// <summary>A file all of whose tensors the format recognises for the model.</summary>
    protected abstract PlainAdapterFile File { get; }

    [Fact]
    public void It_is_well_named() => NamedCompliance.Check(Format);

    [Fact]
    public void Each_tensor_is_in_a_change_of_one_of_the_model_s_layers()
    {
        var layers = Format.Read(File, Model);
        Assert.Equal(File.Tensors.Select(tensor => tensor.Name).Order(), layers.SelectMany(layer => layer.Tensors).Distinct().Order());
        Assert.All(layers, layer => Assert.Contains(layer.Target, Model.Targets));
        Assert.All(layers, layer => Assert.Contains(layer.Parameter, (string[])["weight", "bias"]));
    }

    [Fact]
    public void What_it_does_not_recognise_it_leaves_alone()
    {
        var foreign = new PlainAdapterFile().Add("something.else", [2, 2]).Add("lora_unet_no_such_layer.unknown_part", [3]);
        Assert.Empty(Format.Read(foreign, Model));
    }

    [Fact]
    public void A_change_grows_with_its_strength_and_adds_to_what_is_there()
    {
        Assert.All(Format.Read(File, Model), layer =>
        {
            var original = Original(layer);
            float[] once = [.. original];
            layer.Change.AddTo(once, original, 0.5f);
            Assert.NotEqual(original, once);

            float[] twice = [.. once];
            layer.Change.AddTo(twice, original, 0.5f);
            float[] whole = [.. original];
            layer.Change.AddTo(whole, original, 1);
            Assert.All(twice.Zip(whole), pair => Assert.Equal(pair.Second, pair.First, 1e-4f));
        });
    }

    [Fact]
    public void A_strength_of_0_changes_nothing()
    {
        Assert.All(Format.Read(File, Model), layer =>
        {
            var original = Original(layer);
            float[] weight = [.. original];
            layer.Change.AddTo(weight, original, 0);
            Assert.Equal(original, weight);
        });
    }

    [Fact]
    public void A_layer_of_another_size_is_refused_by_tensor_and_both_shapes()
    {
        var other = Model with
        {
            Targets = [.. Model.Targets.Select(target => target with { Shape = [.. target.Shape.Select(size => size + 1)] })],
        };
        var refusal = Assert.Throws<AdapterException>(() => Format.Read(File, other));
        Assert.Contains(File.Tensors, tensor => refusal.Message.Contains(tensor.Name, StringComparison.Ordinal));
        Assert.Contains(other.Targets, target => refusal.Message.Contains(string.Join('×', target.Shape), StringComparison.Ordinal));
        Assert.DoesNotContain('\n', refusal.Message);
    }

    private static float[] Original(AdapterLayer layer)
    {
        var count = layer.Parameter == "bias" ? layer.Target.Shape[0] : layer.Target.Shape.Aggregate(1, (product, size) => product * size);
        return new PlainAdapterFile().Add("original", [count]).Read(new AdapterTensor("original", [count]));
    }
}

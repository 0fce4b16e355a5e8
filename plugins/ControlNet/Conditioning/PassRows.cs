using System.Numerics.Tensors;
using Atelier.Conditioning;
using Atelier.Networks;

namespace Atelier.ControlNet.Conditioning;

/// <summary>
/// The rows of a pass that a unit works on, each kind of row once: rows that are alike in all that a ControlNet sees share one.
/// </summary>
internal sealed class PassRows
{
    private readonly UNetPass _pass;
    private readonly int[] _ownerOf;
    private readonly List<int> _owners = [];

    /// <param name="pass">The pass.</param>
    /// <param name="worksOn">For each row whether the unit works on it.</param>
    public PassRows(UNetPass pass, IReadOnlyList<bool> worksOn)
    {
        _pass = pass;
        _ownerOf = [.. Enumerable.Range(0, worksOn.Count).Select(row => worksOn[row] ? OwnerOf(row) : -1)];
    }

    /// <summary>Rows that the network runs on.</summary>
    public int Distinct => _owners.Count;

    /// <summary>What the network is given.</summary>
    /// <param name="network">A ControlNet. One for text to image takes the latent alone, whatever the UNet sees beside it.</param>
    /// <param name="map">The encoded map.</param>
    public Dictionary<string, NetworkTensor> Inputs(INetwork network, NetworkTensor map)
    {
        var channels = NetworkFit.Sizes(network.Inputs, "sample")[1];
        var inputs = new Dictionary<string, NetworkTensor>
        {
            ["sample"] = Rows(_pass.Sample, [channels, .. _pass.Sample.Shape.Skip(2)]),
            ["timestep"] = new NetworkTensor([.. _owners.Select(_ => (float)_pass.Timestep)], _owners.Count),
            ["encoder_hidden_states"] = Rows(_pass.EncoderHiddenStates),
            ["controlnet_cond_embedding"] = map,
        };
        if (NetworkFit.TakesPooled(network))
        {
            inputs["text_embeds"] = Rows(_pass.TextEmbeds!);
            inputs["time_ids"] = Rows(_pass.TimeIds!);
        }

        return inputs;
    }

    /// <summary>A residual for every row of the pass: zero where the unit does not work.</summary>
    public NetworkTensor Spread(NetworkTensor residual, float scale)
    {
        var length = residual.Values.Length / residual.Shape[0];
        var values = new float[_ownerOf.Length * length];
        for (var row = 0; row < _ownerOf.Length; row++)
        {
            if (_ownerOf[row] is var owner and >= 0)
            {
                TensorPrimitives.Multiply(residual.Values.AsSpan(owner * length, length), scale, values.AsSpan(row * length, length));
            }
        }

        return new NetworkTensor(values, [_ownerOf.Length, .. residual.Shape.Skip(1)]);
    }

    private int OwnerOf(int row)
    {
        var found = _owners.FindIndex(owner => IsAlike(owner, row));
        if (found >= 0)
        {
            return found;
        }

        _owners.Add(row);
        return _owners.Count - 1;
    }

    private bool IsAlike(int a, int b)
    {
        return Same(_pass.Sample) && Same(_pass.EncoderHiddenStates) && (_pass.TextEmbeds is null || Same(_pass.TextEmbeds));

        bool Same(NetworkTensor tensor) => Row(tensor, a).SequenceEqual(Row(tensor, b));
    }

    private NetworkTensor Rows(NetworkTensor tensor) => Rows(tensor, [.. tensor.Shape.Skip(1)]);

    // The front of each row: fewer channels than it has are its first ones.
    private NetworkTensor Rows(NetworkTensor tensor, int[] shape)
    {
        var length = shape.Aggregate(1, (product, size) => product * size);
        var values = new float[_owners.Count * length];
        for (var i = 0; i < _owners.Count; i++)
        {
            Row(tensor, _owners[i])[..length].CopyTo(values.AsSpan(i * length));
        }

        return new NetworkTensor(values, [_owners.Count, .. shape]);
    }

    private static ReadOnlySpan<float> Row(NetworkTensor tensor, int row)
    {
        var length = tensor.Values.Length / tensor.Shape[0];
        return tensor.Values.AsSpan(row * length, length);
    }
}

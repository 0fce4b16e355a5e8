using Atelier.Diffusion.Checkpoints;
using Atelier.Diffusion.Graphs;
using Atelier.Networks;

namespace Atelier.Diffusion.Networks;

/// <summary>An autoencoder of its own file or folder: a full one with the original's or diffusers' names, or a small one (TAESD).</summary>
internal sealed class AutoencoderFile : IDisposable
{
    private static readonly string[] Prefixes = ["", "first_stage_model.", "vae."];

    private readonly NetworkFile _file;
    private readonly MappedWeights _weights;
    private readonly VaeConfig? _config;
    private readonly string _path;
    private NetworkFile? _otherHalf;

    private AutoencoderFile(ModelFile file, NetworkFile opened, Checkpoint model)
    {
        (Name, _path, _file) = (file.Name, file.Path, opened);
        if (TaesdNames.HasDecoder(opened.Tensors))
        {
            _weights = opened.Weights(TaesdNames.Map(opened.Tensors));
            var layers = TaesdLayer.Of(_weights, "decoder");
            (LatentChannels, Factor, ScalingFactor) = (layers[0].Inputs, TaesdDecoderGraph.Factor(layers), model.Vae.Config.ScalingFactor);
            return;
        }

        var prefix = Prefixes.FirstOrDefault(prefix => opened.Tensors.Contains($"{prefix}decoder.conv_in.weight"))
            ?? throw CheckpointException.For(opened.Label, "holds no autoencoder's decoder");
        var names = new VaeNames(
            opened.Tensors.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Select(name => name[prefix.Length..]));
        _weights = opened.Weights(names.Map, prefix);
        _config = VaeConfigReader.Read(_weights, opened.Config, model.Family, like: model.Vae.Config);
        (LatentChannels, Factor, ScalingFactor) = (_config.LatentChannels, _config.Factor, _config.ScalingFactor);
    }

    public string Name { get; }

    /// <summary>Whether it is a small one.</summary>
    public bool IsSmall => _config is null;

    /// <summary>Of its weights, as they are computed with.</summary>
    public long HeldBytes => _weights.HeldBytes();

    public int LatentChannels { get; }

    /// <summary>Pixels per latent value in each direction.</summary>
    public int Factor { get; }

    /// <summary>What its latents are multiplied by for the UNet: the model's, unless its config says another.</summary>
    public double ScalingFactor { get; }

    /// <summary>Whether every file is still the one that was opened.</summary>
    public bool IsUnchanged => _file.IsUnchanged && _otherHalf is null or { IsUnchanged: true };

    /// <summary>Opens a file or folder.</summary>
    /// <param name="file">Where it lies.</param>
    /// <param name="model">The model that it is for: what neither tensors nor a config tell is as there.</param>
    /// <exception cref="CheckpointException">It cannot be used.</exception>
    public static AutoencoderFile Open(ModelFile file, Checkpoint model)
    {
        var opened = NetworkFile.Open(file.Path);
        try
        {
            return new AutoencoderFile(file, opened, model);
        }
        catch
        {
            opened.Dispose();
            throw;
        }
    }

    /// <summary>SHA-256 of its file; of its first where there are several.</summary>
    public string Hash(CancellationToken cancellation) => _file.Sha256(cancellation);

    /// <exception cref="CheckpointException">A weight is missing or has another shape.</exception>
    public OnnxModel Decoder(Wrapping wrapping = default) =>
        _config is null ? TaesdDecoderGraph.Build(_weights, ScalingFactor, wrapping) : VaeDecoderGraph.Build(_config, _weights, wrapping);

    /// <exception cref="CheckpointException">A weight is missing or has another shape.</exception>
    public OnnxModel Encoder(Wrapping wrapping = default) => _config is not null
        ? VaeEncoderGraph.Build(_config, _weights, wrapping)
        : TaesdEncoderGraph.Build(TaesdNames.HasEncoder(_file.Tensors) ? _weights : OtherHalf(), ScalingFactor, wrapping);

    /// <exception cref="CheckpointException">A file was changed since.</exception>
    public void EnsureUnchanged()
    {
        _file.EnsureUnchanged();
        _otherHalf?.EnsureUnchanged();
    }

    public void Dispose()
    {
        _file.Dispose();
        _otherHalf?.Dispose();
    }

    // taesd_decoder.safetensors and taesd_encoder.safetensors come as a pair.
    private MappedWeights OtherHalf()
    {
        var name = Path.GetFileName(_path).Replace("decoder", "encoder", StringComparison.OrdinalIgnoreCase);
        var other = Path.Combine(Path.GetDirectoryName(_path)!, name);
        if (other == _path || !File.Exists(other))
        {
            throw CheckpointException.For(
                Path.GetFileName(_path), "holds a decoder alone; to begin from a picture put its encoder beside it, named alike");
        }

        _otherHalf ??= NetworkFile.Open(other);
        return _otherHalf.Weights(TaesdNames.Map(_otherHalf.Tensors));
    }
}

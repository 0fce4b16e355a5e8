using Atelier.Diffusion.Checkpoints;
using Atelier.Guidance;

namespace Atelier.Diffusion.Graphs;

/// <summary>What all blocks of a UNet share: its shape, its text, its time. Declares the inputs that carry them.</summary>
internal sealed class UNetBlocks
{
    private readonly ResnetBlock _resnet;
    private readonly Transformer _transformer;
    private readonly UNetPerturbation? _perturbation;
    private readonly Value? _styleRows;
    private readonly (Value Embedding, int Width) _time;

    /// <param name="config">The shape.</param>
    /// <param name="root">The module that the blocks lie in.</param>
    /// <param name="perturbation">Which rows' attention is perturbed; null where none can be.</param>
    /// <param name="styleRows">For each row the one whose style it takes; null where none is shared.</param>
    public UNetBlocks(UNetConfig config, Module root, UNetPerturbation? perturbation = null, Value? styleRows = null)
    {
        Config = config;
        Root = root;
        _resnet = new ResnetBlock(config.NormNumGroups, config.NormEps);
        var context = root.Graph.Input("encoder_hidden_states", ElementType.Float, "batch", "tokens", config.CrossAttentionDim);
        _transformer = new Transformer(config.NormNumGroups, context, config.CrossAttentionDim);
        (_perturbation, _styleRows) = (perturbation, styleRows);
        _time = UNetConditioning.Embed(config, root);
    }

    public UNetConfig Config { get; }

    public Module Root { get; }

    public Value Resnet(Module module, Value x, int inputs, int outputs) => _resnet.Apply(module, x, inputs, outputs, _time);

    /// <summary>A level's attention; nothing where the level has none.</summary>
    public Value Attend(Module module, Value x, int level, int layers, PerturbedLayers place) => layers == 0
        ? x
        : _transformer.Apply(
            module, x, Config.BlockOutChannels[level], Config.Heads[level], layers,
            new SelfAttention(_perturbation?.In(place, level), _styleRows));
}

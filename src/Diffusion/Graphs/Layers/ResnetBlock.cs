namespace Atelier.Diffusion.Graphs;

/// <summary>diffusers' ResnetBlock2D: two normalized convolutions around a skip.</summary>
/// <param name="Groups">Of the group norms.</param>
/// <param name="Epsilon">Of the group norms.</param>
internal sealed record ResnetBlock(int Groups, float Epsilon)
{
    /// <param name="module">The block.</param>
    /// <param name="x">[batch, inputs, height, width].</param>
    /// <param name="inputs">Channels in.</param>
    /// <param name="outputs">Channels out.</param>
    /// <param name="time">The activated timestep embedding with its width; null in the VAE.</param>
    public Value Apply(Module module, Value x, int inputs, int outputs, (Value Embedding, int Width)? time = null)
    {
        var h = module["norm1"].GroupNorm(x, inputs, Groups, Epsilon);
        h = module["conv1"].Conv(module.Silu(h), inputs, outputs);
        if (time is { } t)
        {
            var shift = module["time_emb_proj"].Linear(t.Embedding, t.Width, outputs);
            h = module.Add(h, module.Unsqueeze(shift, 2, 3));
        }

        h = module["norm2"].GroupNorm(h, outputs, Groups, Epsilon);
        h = module["conv2"].Conv(module.Silu(h), outputs, outputs);
        var skip = inputs == outputs ? x : module["conv_shortcut"].Conv(x, inputs, outputs, kernel: 1);
        return module.Add(skip, h);
    }
}

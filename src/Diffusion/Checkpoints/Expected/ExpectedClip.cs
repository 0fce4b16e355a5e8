namespace Atelier.Diffusion.Checkpoints;

/// <summary>The weights of transformers' <c>CLIPTextModel</c>, with the projection where the configuration has one.</summary>
internal static class ExpectedClip
{
    public static WeightList Of(ClipTextConfig config)
    {
        var list = new WeightList();
        list.Table("text_model.embeddings.token_embedding", config.VocabSize, config.HiddenSize);
        list.Table("text_model.embeddings.position_embedding", config.MaxPositions, config.HiddenSize);
        for (var i = 0; i < config.Layers; i++)
        {
            var layer = $"text_model.encoder.layers.{i}";
            foreach (var projection in (string[])["q_proj", "k_proj", "v_proj", "out_proj"])
            {
                list.Linear($"{layer}.self_attn.{projection}", config.HiddenSize, config.HiddenSize);
            }

            list.Norm($"{layer}.layer_norm1", config.HiddenSize);
            list.Norm($"{layer}.layer_norm2", config.HiddenSize);
            list.Linear($"{layer}.mlp.fc1", config.HiddenSize, config.IntermediateSize);
            list.Linear($"{layer}.mlp.fc2", config.IntermediateSize, config.HiddenSize);
        }

        list.Norm("text_model.final_layer_norm", config.HiddenSize);
        if (config.ProjectionDim is { } projected)
        {
            list.Linear("text_projection", config.HiddenSize, projected, bias: false);
        }

        return list;
    }
}

using Atelier.Diffusion.Checkpoints;

namespace Atelier.Diffusion.Tests.Checkpoints;

public class ClipNamesTests
{
    [Theory]
    [InlineData("text_model.encoder.layers.0.mlp.fc1.weight", "text_model.encoder.layers.0.mlp.fc1.weight")]
    [InlineData("encoder.layers.0.mlp.fc1.weight", "text_model.encoder.layers.0.mlp.fc1.weight")]
    [InlineData("embeddings.token_embedding.weight", "text_model.embeddings.token_embedding.weight")]
    public void Old_names_gain_the_outer_module(string original, string canonical) =>
    Assert.Equal(canonical, Assert.Single(ClipNames.Map(original, Of(TensorType.F16))).Name);

    [Fact]
    public void Position_ids_are_no_weights() => Assert.Empty(ClipNames.Map("text_model.embeddings.position_ids", Of(TensorType.I64)));

    private static WeightRef Of(TensorType type) => new(type, [1], "f", 0, type.Size());
}

using Atelier.Adapters;
using Atelier.Compliance;
using Atelier.Compliance.Doubles;

namespace Atelier.Lora.Tests.Kinds;

public sealed class LowRankComplianceTests : AdapterCompliance
{
    protected override IAdapterFormat Format => SomeModel.Format("lora");

    protected override AdapterModel Model => SomeModel.Model;

    protected override PlainAdapterFile File =>
        new PlainAdapterFile()
            .Add($"{SomeModel.Linear}.lora_down.weight", [2, 4]).Add($"{SomeModel.Linear}.lora_up.weight", [6, 2])
            .Add($"{SomeModel.Linear}.alpha", [], 1f)
            .Add($"{SomeModel.Convolution}.lora_down.weight", [2, 3, 1, 1]).Add($"{SomeModel.Convolution}.lora_mid.weight", [2, 2, 3, 3])
            .Add($"{SomeModel.Convolution}.lora_up.weight", [5, 2, 1, 1]);
}

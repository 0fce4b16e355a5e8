using Atelier.Adapters;
using Atelier.Compliance;
using Atelier.Compliance.Doubles;

namespace Atelier.Lora.Tests.Kinds;

public sealed class HadamardComplianceTests : AdapterCompliance
{
    protected override IAdapterFormat Format => SomeModel.Format("loha");

    protected override AdapterModel Model => SomeModel.Model;

    protected override PlainAdapterFile File =>
        new PlainAdapterFile()
            .Add($"{SomeModel.Linear}.hada_w1_a", [6, 2]).Add($"{SomeModel.Linear}.hada_w1_b", [2, 4])
            .Add($"{SomeModel.Linear}.hada_w2_a", [6, 2]).Add($"{SomeModel.Linear}.hada_w2_b", [2, 4])
            .Add($"{SomeModel.Linear}.alpha", [], 1f);
}

    // adds hidden's weight gradient, outputInput · outputGradientᵀ + gradient · inputᵀ: 1 unit × 1 vector of inputs, and its bias gradient
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void HiddenParameterGradient(ref float gradient, ref float input, ref float outputGradient, ref float outputInput, ref float parameterGradient, int count)
    {
        // units 0 to 0
        {
            ref float outputLeft = ref outputInput;
            ref float outputRight = ref outputGradient;
            ref float g = ref gradient;
            ref float x = ref input;
            var sum0_0 = Floats128.Broadcast(-0f);

            for (int s = 0; s < count; s++)
            {
                var outputRight0 = Floats128.Load(ref outputRight);
                var outputLeft0 = Floats128.Broadcast(outputLeft);
                sum0_0 = Floats128.MultiplyAdd(outputLeft0, outputRight0, sum0_0);
                outputLeft = ref Unsafe.Add(ref outputLeft, 16);
                outputRight = ref Unsafe.Add(ref outputRight, 16);
                var input0 = Floats128.Load(ref x);
                var gradient0 = Floats128.Broadcast(g);
                sum0_0 = Floats128.MultiplyAdd(gradient0, input0, sum0_0);
                g = ref Unsafe.Add(ref g, 16);
                x = ref Unsafe.Add(ref x, 16);
            }

            ref float target = ref parameterGradient;
            PartialVector.Store(PartialVector.Load128(ref target, 2) + sum0_0, ref target, 2);
        }

        // hidden's bias gradient
        {
            ref float g = ref gradient;
            var sum0 = Floats128.Broadcast(-0f);

            for (int s = 0; s < count; s++)
            {
                sum0 += Floats128.Load(ref g);
                g = ref Unsafe.Add(ref g, 16);
            }

            ref float target = ref Unsafe.Add(ref parameterGradient, 2);
            PartialVector.Store(PartialVector.Load128(ref target, 1) + sum0, ref target, 1);
        }
    }
